package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `loupe import --keep-identity` and `loupe reidentify`. Each command is a process of its own, so that the temporary files it leaves lie
/// where the search for the name looks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReidentifyingTest {
    private static final String NAME = "Quexington^Zbigniewa";

    private Path in = Path.of("");
    private Loupe loupe;
    private String pseudonym = "";

    @BeforeAll
    void a_site_that_keeps_who_its_pseudonyms_are(@TempDir Path folder) throws IOException {
        loupe = new Loupe(folder.resolve("person"));
        in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < 3; i++) {
            DataSet d = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + i)
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.5")
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.6")
                    .put(Tag.PatientID, Vr.LO, "ZQ-4711-0815")
                    .put(Tag.PatientName, Vr.PN, NAME)
                    .put(Tag.Modality, Vr.CS, "SR")
                    .build();
            try (OutputStream out = Files.newOutputStream(in.resolve(i + ".dcm"))) {
                DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
            }
        }
        assertThat(loupe.process("import", in.toString()).exit()).isZero();
        Loupe.Answer refused = loupe.process("import", in.toString(), "--keep-identity");
        assertThat(refused.exit()).as("the first account is no identity keeper").isEqualTo(1);
        String me = loupe.process("users", "list").out().split("  ")[0];
        assertThat(loupe.process("users", "roles", me, "--role", "ADMINISTRATOR", "--role", "RADIOLOGIST", "--role", "AUDITOR",
                        "--role", "IDENTITY_KEEPER").exit()).isZero();
        assertThat(loupe.process("import", in.toString(), "--keep-identity").exit()).isZero();
        pseudonym = loupe.process("list").out().replaceAll("(?s).*(P-[A-Z2-9]{12}).*", "$1");
    }

    @Test
    void a_reason_tells_who_it_is_and_stands_in_the_log() throws IOException {
        Loupe.Answer who = loupe.process("reidentify", pseudonym, "--reason", "called back for a finding");
        assertThat(who.out()).contains(NAME).contains("ZQ-4711-0815");
        assertThat(loupe.process("audit", "show").out()).contains("IDENTITY_LOOKED_UP").contains("called back for a finding")
                .contains("IDENTITY_LINKED").doesNotContain("Quexington").doesNotContain("4711");
        assertThat(loupe.process("audit", "verify").exit()).isZero();
    }

    @Test
    void without_a_reason_or_with_an_identifier_in_it_nothing_is_told() throws IOException {
        for (String reason : new String[] {" ", "asked for 4711081500", "mail to a@b.org", "Quexington^Z"}) {
            Loupe.Answer who = loupe.process("reidentify", pseudonym, "--reason", reason);
            assertThat(who.exit()).isEqualTo(1);
            assertThat(who.out()).isEmpty();
        }
        assertThat(loupe.process("reidentify", pseudonym).exit()).isEqualTo(1);
    }

    @Test
    void a_pseudonym_nothing_is_kept_of_is_looked_up_in_the_log_too() throws IOException {
        Loupe.Answer who = loupe.process("reidentify", "P-AAAAAAAA", "--reason", "a guess");
        assertThat(who.faults()).containsExactly("loupe: nothing is kept of that pseudonym");
        assertThat(loupe.process("audit", "show").out()).contains("a guess");
    }

    @Test
    void no_file_of_the_store_holds_the_name_in_the_open() throws IOException {
        for (Path p : loupe.files()) {
            String all = new String(Files.readAllBytes(p), StandardCharsets.ISO_8859_1);
            assertThat(all).doesNotContain("Quexington").doesNotContain("ZQ-4711");
        }
    }
}
