package loupe.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.CardException;
import loupe.inference.card.ModelCard;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusingFilmsOfOtherPartsTest {
    private static final Path DATA = Path.of(System.getProperty("loupe.shared", "../shared")).resolve("data");
    private static final long UNSEEN = 9000;

    private static ModelCard card() throws CardException {
        return ModelCatalogue.builtIn().find("film-lungs").orElseThrow().card();
    }

    private static void examine(Volume film, String bodyPart) throws UnsuitableInputException, CardException {
        ModelRunner.examine(card(), new Scan(film, "2.25.1", "DX", bodyPart), JobContext.unattended());
    }

    private static Volume film(int columns, int rows, IntToDoubleFunction value) {
        VoxelGrid grid = VoxelGrid.axial(columns, rows, 1, new PatientPoint(0, 0, 0), 0.5, 1, "");
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.FLOAT32, "");
        for (int i = 0; i < columns * rows; i++) {
            b.sliceSamples(0).setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) value.applyAsDouble(i));
        }
        return b.build();
    }

    private static Volume turned(Volume drawn, boolean upsideDown, int sign) {
        int n = drawn.grid().columns();
        return film(n, n, i -> sign * drawn.value(i % n, upsideDown ? n - 1 - i / n : i / n, 0));
    }

    @Test
    void drawn_chests_are_taken_also_where_they_name_no_body_part() {
        for (long seed = UNSEEN; seed < UNSEEN + 20; seed++) {
            try (Volume drawn = FitTypicalFilm.drawn(seed)) {
                assertThatCode(() -> examine(drawn, "")).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void the_same_upside_down_or_with_air_bright_are_refused() {
        try (Volume drawn = FitTypicalFilm.drawn(UNSEEN);
                Volume down = turned(drawn, true, 1);
                Volume dark = turned(drawn, false, -1)) {
            assertThatThrownBy(() -> examine(down, "CHEST")).isInstanceOf(UnsuitableInputException.class);
            assertThatThrownBy(() -> examine(dark, "CHEST")).hasMessageContaining("does not look like");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4"})
    void public_chests_are_taken(String name) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        BufferedImage p = ImageIO.read(DATA.resolve("cxr_lungmask/" + name + ".jpg").toFile());
        int w = p.getWidth();
        try (Volume chest = film(w, p.getHeight(), i -> p.getRGB(i % w, i / w) & 0xff)) {
            examine(chest, "");
        }
    }

    private static Volume public04(String name) throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        DicomFile f = DicomReader.usual().read(DATA.resolve("wg04/" + name));
        Frame frame = PixelDecoder.decode(f.data(), f.syntax(), 0);
        int sign = f.data().string(Tag.PhotometricInterpretation, "").equals("MONOCHROME1") ? -1 : 1;
        return film(frame.columns(), frame.rows(), i -> sign * frame.sample(i));
    }

    @Test
    void a_public_cr_chest_is_taken() throws Exception {
        try (Volume chest = public04("RG1_J2KI")) {
            examine(chest, "");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MG1_J2KI", "RG2_J2KI", "RG3_J2KI"})
    void a_breast_a_hip_and_a_leg_are_refused_whatever_they_call_themselves(String name) throws Exception {
        try (Volume other = public04(name)) {
            assertThatThrownBy(() -> examine(other, "CHEST")).hasMessageContaining("does not look like");
        }
    }
}
