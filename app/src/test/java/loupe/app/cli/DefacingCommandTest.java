package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `loupe deidentify --deface` and `loupe import --deface` on a made head.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefacingCommandTest {
    private static final int N = 90;
    private static final String FACE_OUT = "note: The face was taken out of a head series";
    private static final String FACE_IN = "A face may be recognisable";

    private Path folder = Path.of("");
    private Path in = Path.of("");
    private Loupe loupe;

    @BeforeAll
    void a_head_of_ninety_slices(@TempDir Path given) throws IOException {
        folder = given;
        loupe = new Loupe(folder.resolve("person"));
        in = Files.createDirectories(folder.resolve("in"));
        for (int z = 0; z < N; z++) {
            try (OutputStream out = Files.newOutputStream(in.resolve("%03d.dcm".formatted(z)))) {
                DicomWriter.writeFile(slice(z), TransferSyntax.EXPLICIT_LE, out);
            }
        }
    }

    private static DataSet slice(int z) {
        ByteBuffer pixels = ByteBuffer.allocate(N * N * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < N * N; i++) {
            pixels.putShort(tissue((i % N - 45) * 3.0, (i / N - 48) * 3.0, (z - 50) * 3.0) ? (short) 40 : -1000);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.6.1." + z)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.6.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.6.3")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.826.0.6.4")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(0x00180015, Vr.CS, "HEAD")
                .put(Tag.PatientID, Vr.LO, "H1")
                .put(Tag.SliceThickness, Vr.DS, "3")
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(3 * z))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "3", "3")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) N)
                .put(Tag.Columns, Vr.US, (double) N)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 1.0)
                .put(Tag.PixelData, Vr.OW, pixels.array())
                .build();
    }

    /// A skull, a jaw and a nose.
    private static boolean tissue(double x, double y, double z) {
        boolean skull = x * x / 5625 + y * y / 8836 + (z + 5) * (z + 5) / 5625 < 1;
        boolean jaw = z < -40 && z > -120 && x * x / 3025 + (y + 25) * (y + 25) / 4225 < 1;
        boolean nose = z < -30 && z > -75 && Math.abs(x) < 12 && y < -75 && y > -93 + (z + 30) * 0.4;
        return skull || jaw || nose;
    }

    private static long nosePixels(Path root) throws IOException {
        long left = 0;
        List<Path> files = new ArrayList<>();
        try (var all = Files.walk(root)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path p : files) {
            DataSet d = DicomReader.usual().read(p).data();
            ByteBuffer b = d.bytes(Tag.PixelData).orElseThrow().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < N * 16; i++) {
                left += b.getShort(2 * i) > -300 ? 1 : 0;
            }
        }
        return left;
    }

    @Test
    void files_lose_the_nose_and_say_so() throws IOException {
        Path out = folder.resolve("out");
        Path report = folder.resolve("report.json");
        Loupe.Answer done = loupe.run("deidentify", in.toString(), out.toString(), "--pixels", "off", "--deface",
                "--report", report.toString());
        assertThat(done.exit()).isZero();
        assertThat(done.err()).contains(FACE_OUT).doesNotContain(FACE_IN);
        assertThat(nosePixels(in)).isPositive();
        assertThat(nosePixels(out)).isZero();
        assertThat(Files.readString(report)).containsPattern("\"facePixels\" : [1-9]");
    }

    @Test
    void files_keep_it_unless_asked_and_the_person_is_warned() throws IOException {
        Path out = folder.resolve("kept");
        Loupe.Answer done = loupe.run("deidentify", in.toString(), out.toString(), "--pixels", "off");
        assertThat(done.err()).contains(FACE_IN).doesNotContain(FACE_OUT);
        assertThat(nosePixels(out)).isEqualTo(nosePixels(in));
    }

    @Test
    void an_import_takes_it_out_too() throws IOException {
        assertThat(loupe.process("import", in.toString(), "--deface").exit()).isZero();
        Path out = folder.resolve("exported");
        loupe.run("export", "1", "--out", out.toString(), "--images");
        List<Path> images = new ArrayList<>();
        try (var all = Files.walk(out)) {
            all.filter(p -> p.toString().endsWith(".dcm")).forEach(images::add);
        }
        assertThat(images).isNotEmpty();
        for (Path p : images) {
            DataSet d = DicomReader.usual().read(p).data();
            if (d.string(Tag.Modality, "").equals("CT")) {
                assertThat(d.string(0x00280302)).contains("NO");
            }
        }
    }
}
