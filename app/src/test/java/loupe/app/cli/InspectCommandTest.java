package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir Path folder;

    private Path image(String name) throws IOException {
        DataSet d = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4.5")
                .put(Tag.PatientName, Vr.PN, "Muster^Maria")
                .put(Tag.PatientID, Vr.LO, "4711-0815")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(0x00091001, Vr.LO, "private")
                .build();
        Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    @Test
    void says_what_a_file_is_and_whom_only_when_asked() throws IOException {
        Loupe loupe = new Loupe(folder.resolve("person"));
        Path file = image("a.dcm");
        Loupe.Answer plain = loupe.process("inspect", file.toString());
        assertThat(plain.exit()).as(plain.toString()).isZero();
        assertThat(plain.out())
                .contains("Secondary Capture Image Storage", "odd: StudyInstanceUID is missing", "1 attributes are private")
                .doesNotContain("Muster", "4711", "1.2.3.4.5");
        assertThat(loupe.run("inspect", "--identity", file.toString()).out()).contains("Muster^Maria", "4711-0815");
    }

    @Test
    void sums_up_a_folder_with_copies_and_names_what_is_missing_in_one_line() throws IOException {
        Loupe loupe = new Loupe(folder.resolve("person"));
        image("a.dcm");
        image("b.dcm");
        Loupe.Answer sum = loupe.run("inspect", folder.resolve("in").toString());
        assertThat(sum.out()).contains("2 files", "1  copies of an instance").doesNotContain("Muster");
        Loupe.Answer missing = loupe.run("inspect", folder.resolve("nowhere").toString());
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.faults()).hasSize(1);
        assertThat(Files.exists(loupe.store())).as("no store is made").isFalse();
    }
}
