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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `loupe risk` and `loupe stats`; what must outlast a restart is done by processes of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CohortCommandsTest {
    private Path folder = Path.of("");
    private Loupe loupe;

    @BeforeAll
    void a_store_with_twelve_persons(@TempDir Path given) throws IOException {
        folder = given;
        loupe = new Loupe(folder.resolve("person"));
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int i = 0; i < 12; i++) {
            DataSet d = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + i)
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.5." + i)
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.6." + i)
                    .put(Tag.PatientID, Vr.LO, "PAT-" + i)
                    .put(Tag.PatientSex, Vr.CS, i % 3 == 0 ? "M" : "F")
                    .put(Tag.PatientAge, Vr.AS, "0" + (30 + i) + "Y")
                    .put(Tag.Modality, Vr.CS, "SR")
                    .build();
            try (OutputStream out = Files.newOutputStream(in.resolve(i + ".dcm"))) {
                DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
            }
        }
        assertThat(loupe.run("import", in.toString()).exit()).isZero();
    }

    @Test
    void a_spent_budget_refuses_after_a_restart_too() throws IOException {
        Loupe.Answer first = loupe.process("stats", "--epsilon", "0.7", "--budget", "1");
        assertThat(first.exit()).isZero();
        assertThat(first.out().lines()).hasSize(4);
        for (String budget : new String[] {"1", "100"}) {
            Loupe.Answer second = loupe.process("stats", "--epsilon", "0.7", "--budget", budget);
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.faults()).containsExactly(
                    "loupe: the privacy budget of this store does not suffice any more; no figure leaves");
        }
        assertThat(loupe.run("stats", "--epsilon", "0.3", "--by", "age").exit()).isZero();
        assertThat(loupe.run("audit", "verify").exit()).isZero();
    }

    @Test
    void the_risk_of_a_store_is_told_with_what_would_help() throws IOException {
        Loupe.Answer risk = loupe.run("risk", loupe.store().toString());
        assertThat(risk.exit()).isZero();
        assertThat(risk.out()).contains("12 persons in 12 groups; k 1, alone 12").contains("to reach k 5: `age`");
    }

    @Test
    void the_risk_of_a_table_is_told() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "zip,illness\n1,a\n1,b\n2,a\n2,a\n");
        Loupe.Answer risk = loupe.run("risk", csv.toString(), "--quasi", "zip", "--sensitive", "illness", "--k", "2");
        assertThat(risk.out()).contains("4 persons in 2 groups; k 2, alone 0").contains("illness: l 1");
        assertThat(loupe.run("risk", csv.toString(), "--quasi", "zap").faults()).hasSize(1);
    }

    @Test
    void an_empty_queue_says_so() throws IOException {
        assertThat(loupe.run("queue").out()).contains("0 images wait");
        assertThat(loupe.run("queue", "7").faults()).containsExactly("loupe: no image of that number waits; see `loupe queue`");
    }

    @Test
    void the_table_of_a_profile_has_every_row() throws IOException {
        assertThat(loupe.run("deid", "table", "--profile", "strict").out().lines()).hasSize(656);
        assertThat(loupe.run("deid", "table", "--profile", "nothing").faults()).hasSize(1);
    }
}
