package loupe.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.TextBox;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.inference.engine.EngineSettings;
import loupe.sample.SampleSlide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tiles of stained tissue go through the door as they are, drawn and real ones; names, dates and numbers on real tissue are black.
/// `-Dloupe.slides.most=76` takes all of the real pictures, and all of the public slide's finest tiles.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlidesWithoutWritingTest {
    private static final int MOST = Integer.getInteger("loupe.slides.most", 4);
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"), "data");
    private static final Path STAINED = SHARED.resolve("real/he_dsb2018_purple/train/images");
    private static final String[] TEXTS = {"NOVAK^Anna", "1958-03-12", "ID: 4482913", "Kowalska", "S21-4711", "Müller, Jan"};
    private static final int[] SIZES = {12, 16, 22, 32};
    /// Dark and light ones, on tissue that is neither.
    private static final Color[] COLOURS = {Color.BLACK, Color.WHITE, new Color(0, 0, 120), new Color(255, 255, 120)};

    private final PpOcrText text = new PpOcrText(new EngineSettings(2, true));
    private final Deidentifier door = new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), text);

    @AfterAll
    void close() {
        text.close();
    }

    private static DataSet tile(BufferedImage picture) throws Exception {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageWriter w = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam p = w.getDefaultWriteParam();
        p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        p.setCompressionQuality(0.85f);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            w.setOutput(out);
            w.write(null, new IIOImage(picture, null, null), p);
        }
        w.dispose();
        byte[] bytes = jpeg.size() % 2 == 0 ? jpeg.toByteArray() : Arrays.copyOf(jpeg.toByteArray(), jpeg.size() + 1);
        return DataSet.builder()
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.77.1.6")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.Modality, Vr.CS, "SM")
                .put(Tag.SamplesPerPixel, Vr.US, 3.0)
                .put(Tag.PlanarConfiguration, Vr.US, 0.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "YBR_FULL_422")
                .put(Tag.NumberOfFrames, Vr.IS, "1")
                .put(Tag.Rows, Vr.US, (double) picture.getHeight())
                .put(Tag.Columns, Vr.US, (double) picture.getWidth())
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(new Element.Fragments(
                        Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), List.of(MemorySegment.ofArray(bytes))))
                .build();
    }

    private static BufferedImage picture(Path file) throws Exception {
        BufferedImage from = ImageIO.read(file.toFile());
        BufferedImage out = new BufferedImage(from.getWidth() / 2 * 2, from.getHeight() / 2 * 2, BufferedImage.TYPE_INT_RGB);
        out.createGraphics().drawImage(from, 0, 0, null);
        return out;
    }

    private List<TextBox> boxes(DataSet data, TransferSyntax syntax) {
        DeidOutcome outcome = door.deidentify(new SourceInstance(syntax, DataSet.empty(), data), JobContext.unattended());
        assertThat(outcome).as("nothing waits for a person").isInstanceOf(DeidOutcome.Cleaned.class);
        return ((DeidOutcome.Cleaned) outcome).report().boxes();
    }

    private static List<Path> real() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(STAINED), "the shared folder is not here");
        try (Stream<Path> all = Files.list(STAINED)) {
            List<Path> sorted = all.sorted().toList();
            int step = Math.max(1, sorted.size() / MOST);
            List<Path> out = new ArrayList<>();
            for (int i = 0; i < sorted.size() && out.size() < MOST; i += step) {
                out.add(sorted.get(i));
            }
            return out;
        }
    }

    /// The first tiles of a slide alone, as a slide of their own.
    private static DataSet first(DataSet data, TransferSyntax syntax, int tiles) throws Exception {
        List<MemorySegment> some = new ArrayList<>();
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        for (int i = 0; i < Math.min(tiles, frames.count()); i++) {
            some.add(frames.bytes(i));
        }
        return data.toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(some.size()))
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), some))
                .build();
    }

    /// Its first tile has nuclei that read as 00 with a likeness of 1: it was blacked.
    @Test
    void a_drawn_slide_keeps_every_pixel(@TempDir Path folder) throws Exception {
        Path finest = SampleSlide.write(folder, 9302, new SampleSlide.Settings(700, 550, 0.5, false)).files().getFirst();
        DicomFile f = DicomReader.usual().read(finest);
        assertThat(boxes(first(f.data(), f.syntax(), 2), f.syntax())).isEmpty();
    }

    @Test
    void real_tissue_keeps_every_pixel() throws Exception {
        int harmed = 0;
        for (Path file : real()) {
            harmed += boxes(tile(picture(file)), TransferSyntax.of(TransferSyntax.JPEG_BASELINE)).isEmpty() ? 0 : 1;
        }
        assertThat(harmed).isZero();
        Path slide = SHARED.resolve("wsi_cmu1/level-2-frames-0-4.dcm");
        if (MOST > 50) {
            slide = SHARED.resolve("wsi_cmu1/level-0-frames-0-30.dcm");
        }
        Assumptions.assumeTrue(Files.exists(slide), "the public slide is not here");
        DicomFile f = DicomReader.usual().read(slide);
        assertThat(boxes(f.data(), f.syntax())).isEmpty();
    }

    @Test
    void what_is_written_on_real_tissue_is_black() throws Exception {
        int n = 0;
        int black = 0;
        for (Path file : real()) {
            BufferedImage p = picture(file);
            String word = TEXTS[n % TEXTS.length];
            Graphics2D g = p.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
                    n % 2 == 0 ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
            g.setFont(new Font("DejaVu Sans", Font.PLAIN, SIZES[n / 2 % SIZES.length]));
            g.setColor(COLOURS[n % COLOURS.length]);
            int wide = g.getFontMetrics().stringWidth(word);
            int high = g.getFont().getSize();
            int top = 30 + 23 * n % Math.max(1, p.getHeight() - 90);
            Rectangle at = new Rectangle(10, top, Math.min(wide, p.getWidth() - 10), high);
            g.drawString(word, at.x, at.y + high);
            g.dispose();
            List<TextBox> found = boxes(tile(p), TransferSyntax.of(TransferSyntax.JPEG_BASELINE));
            long under = 0;
            for (int x = at.x; x < at.x + at.width; x++) {
                TextBox middle = new TextBox(x, at.y + high * 2 / 3, 1, 1);
                under += found.stream().anyMatch(middle::meets) ? 1 : 0;
            }
            boolean hit = under >= 0.95 * at.width;
            black += hit ? 1 : 0;
            n++;
            if (!hit) {
                System.out.println(
                        "  missed: " + word + ", " + high + " px, " + COLOURS[(n - 1) % COLOURS.length] + ", " + under + " of " + at.width);
            }
        }
        System.out.printf("figure: slide: %d of %d strings black%n", black, n);
        assertThat(black).isGreaterThanOrEqualTo(Math.min(n - 1, (int) Math.ceil(0.95 * n)));
    }
}
