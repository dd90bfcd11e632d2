package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a person gets who gives the program something it cannot use: one line that says what and what to do. Where bytes are read the
/// command is a process of its own: what native code writes of them is part of what is said.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private Path folder = Path.of("");
    private Loupe loupe;
    private String before;

    @BeforeAll
    void a_store_with_one_study(@TempDir Path given) throws IOException {
        folder = given;
        loupe = new Loupe(folder.resolve("person"));
        Path good = Files.createDirectories(folder.resolve("good"));
        write(good.resolve("image.dcm"), image());
        Loupe.Answer first = loupe.run("import", good.toString());
        assertThat(first.exit()).as(first.toString()).isZero();
        before = loupe.process("list").out();
        assertThat(before).contains("1 instances");
    }

    private static DataSet image() {
        byte[] pixels = new byte[64 * 64];
        Arrays.fill(pixels, (byte) 90);
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4.5")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.4.1")
                .put(Tag.PatientName, Vr.PN, "Muster^Maria")
                .put(Tag.PatientID, Vr.LO, "4711-0815")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 64.0)
                .put(Tag.Columns, Vr.US, 64.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, pixels)
                .build();
    }

    private static void write(Path file, DataSet data) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private void expectFault(Loupe.Answer answer, int exit, String... words) throws IOException {
        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.faults()).hasSize(1);
        assertThat(answer.faults().getFirst()).contains(words);
        assertThat(answer.err() + answer.out()).doesNotContain("\tat ", "Exception", "Muster", "4711");
        assertThat(loupe.run("list").out()).isEqualTo(before);
    }

    @Test
    void an_empty_folder() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        expectFault(loupe.run("import", empty.toString()), 1, "no file to import", "give a folder");
    }

    @Test
    void a_path_that_is_not_there() throws IOException {
        expectFault(loupe.run("import", folder.resolve("nowhere").toString()), 1, "does not exist", "check");
    }

    @Test
    void a_text_file_named_dcm() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.dcm"), "These are just a few words, no image at all.");
        expectFault(loupe.process("import", text.toString()), 1, "notes.dcm", "not a DICOM file", "left out");
    }

    @Test
    void a_truncated_file() throws IOException {
        Path whole = folder.resolve("whole.dcm");
        write(whole, image());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(bytes, bytes.length - 2000));
        expectFault(loupe.process("import", cut.toString()), 1, "cut.dcm", "cut short", "copy it again");
    }

    @Test
    void an_unsupported_transfer_syntax() throws IOException {
        DataSet video = image().toBuilder()
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4.6")
                .put(new loupe.core.dicom.Element.Fragments(
                        Tag.PixelData,
                        Vr.OB,
                        java.lang.foreign.MemorySegment.ofArray(new byte[0]),
                        java.util.List.of(java.lang.foreign.MemorySegment.ofArray(new byte[64]))))
                .build();
        Path file = folder.resolve("video.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(video, TransferSyntax.of("1.2.840.10008.1.2.4.100"), out);
        }
        expectFault(loupe.process("import", file.toString()), 1, "video.dcm", "cannot");
    }

    @Test
    void a_wrong_passphrase() throws IOException {
        Loupe.Answer answer = loupe.runWith("not the passphrase", "list");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.faults()).hasSize(1);
        assertThat(answer.faults().getFirst()).contains("passphrase");
        assertThat(answer.err()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void no_passphrase_at_all() throws IOException {
        Loupe.Answer answer = loupe.runWith("", "list");
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.faults()).hasSize(1);
        assertThat(answer.faults().getFirst()).contains("--passphrase-file", "LOUPE_PASSPHRASE");
    }

    @Test
    void a_corrupt_model_file() throws IOException {
        Path model = Files.write(folder.resolve("broken.onnx"), new byte[5000]);
        expectFault(loupe.process("models", "add", model.toString()), 1, "");
    }

    @Test
    void a_study_that_is_not_there() throws IOException {
        expectFault(loupe.run("show", "99"), 1, "no study of that name", "loupe list");
    }

    @Test
    void a_misused_command() throws IOException {
        expectFault(loupe.process("import"), 2, "--help");
        expectFault(loupe.run("review", "1", "--reject", "F1"), 1, "--reason");
    }

    @Test
    void a_window_without_a_display() throws IOException {
        expectFault(loupe.process(), 1, "display");
    }

    @Test
    void the_log_has_the_details_and_no_identifier() throws IOException {
        loupe.run("show", "99");
        String log = Files.readString(loupe.home().resolve("log/loupe.log"));
        assertThat(log).contains("fault", "loupe.review.ReviewException", "    at loupe.");
        assertThat(log).doesNotContain("Muster", "4711", folder.toString());
    }
}
