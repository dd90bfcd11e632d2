package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A site's life with its store on the command line: people, log, backup, restore, doctor, erasure.
class StoreCommandsTest {
    @TempDir
    Path folder;

    private static void write(Path file, String uid) throws Exception {
        byte[] pixels = new byte[64 * 64];
        Arrays.fill(pixels, (byte) 90);
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".5")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.PatientID, Vr.LO, uid)
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
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private static Loupe.Answer well(Loupe.Answer a) {
        assertThat(a.exit()).as(a.toString()).isZero();
        return a;
    }

    @Test
    void from_the_first_account_to_an_erasure_that_a_backup_does_not_undo() throws Exception {
        Loupe loupe = new Loupe(folder.resolve("person"));
        Path in = Files.createDirectories(folder.resolve("in"));
        write(in.resolve("a.dcm"), "1.2.3.4");
        write(in.resolve("b.dcm"), "1.2.3.7");
        well(loupe.run("import", in.toString()));
        assertThat(well(loupe.run("users", "recovery-key")).out()).contains("shown once: ", "print it");

        Path backup = folder.resolve("backup");
        assertThat(well(loupe.process("backup", backup.toString())).out()).contains("2 objects");
        assertThat(well(loupe.process("doctor")).out()).contains("the store is whole");

        Path auditor = Files.writeString(folder.resolve("auditor"), "the auditor's own");
        well(loupe.run("users", "add", "anna", "--role", "AUDITOR", "--new-passphrase-file", auditor.toString()));
        Loupe.Answer refused = loupe.runWith("the auditor's own", "list", "--user", "anna");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.faults()).hasSize(1).first().asString().contains("may not list studies");
        assertThat(well(loupe.runWith("the auditor's own", "audit", "show", "--user", "anna")).out())
                .contains("REFUSED", "IMPORTED", "BACKED_UP", "anna");
        assertThat(well(loupe.runWith("the auditor's own", "audit", "prove", "2", "--user", "anna")).out())
                .contains("checkpoint", "publicKeyHex");

        String said = well(loupe.run("erase", "1", "--reason", "asked for")).out();
        assertThat(said).contains("1 erased", "old print-out", "destroy it");
        Path restored = folder.resolve("restored");
        assertThat(loupe.run("restore", backup.toString(), restored.toString(), "--older").faults())
                .hasSize(1);
        assertThat(well(loupe.process(
                                "restore", backup.toString(), restored.toString(), "--older", "--keys-from",
                                loupe.store().toString()))
                        .out())
                .contains("restored and intact", "1 studies erased again");
        assertThat(well(loupe.run("list", "--store", restored.toString())).out().lines().toList())
                .hasSameSizeAs(List.of("one study"));
    }

    @Test
    void hands_out_what_it_holds_on_a_person_and_says_what_it_keeps_and_sends() throws Exception {
        Loupe loupe = new Loupe(folder.resolve("person"));
        Path in = Files.createDirectories(folder.resolve("in"));
        write(in.resolve("a.dcm"), "1.2.3.4");
        well(loupe.run("import", in.toString()));
        assertThat(well(loupe.run("export", "1", "--out", folder.resolve("results").toString())).out())
                .contains("files written").doesNotContain("read back");
        Loupe.Answer gone = loupe.run("show", "99", "--json");
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.faults()).hasSize(1);
        assertThat(gone.out().strip()).startsWith("{").contains("\"error\"").endsWith("}");
        well(loupe.run(
                "inventory", "add", "chest", "--holds", "CT", "--owner", "radiology", "--purpose", "care", "--keep-days", "30"));
        assertThat(well(loupe.process("inventory", "list")).out()).contains("chest", "owner radiology", "kept 30 days");
        assertThat(loupe.run("inventory", "add", "x", "--holds", "CT", "--owner", " ", "--purpose", "care").faults())
                .hasSize(1)
                .first()
                .asString()
                .contains("owner must be said");
        well(loupe.run("inventory", "remove", "chest"));
        assertThat(well(loupe.run("inventory", "list")).out()).isBlank();

        String pseudonym = well(loupe.run("list", "--json")).out().replaceAll("(?s).*\"patientPseudonym\" ?: ?\"([^\"]+)\".*", "$1");
        Path out = folder.resolve("theirs");
        assertThat(well(loupe.run("person", "export", pseudonym, "--out", out.toString())).out())
                .contains("1 studies, 1 images");
        assertThat(out.resolve("study-1/image-00001.dcm")).exists();
        assertThat(out.resolve("log.jsonl")).content().contains("IMPORTED");

        assertThat(well(loupe.run("audit", "collector")).out()).contains("no collector");
        assertThat(well(loupe.run("audit", "outbox")).out()).contains("0 waiting");
        assertThat(well(loupe.run("audit", "show", "--action", "imported", "--account", "reader", "--since", "2020-01-01")).out().lines())
                .isNotEmpty().allMatch(l -> l.contains("  IMPORTED  "));
        assertThat(well(loupe.run("audit", "show", "--study", "1")).out().lines()).isNotEmpty().noneMatch(l -> l.contains("  OPENED  "));
        assertThat(well(loupe.run("audit", "show", "--until", "2020-01-01T00:00:00Z")).out()).isBlank();
        assertThat(loupe.run("audit", "show", "--action", "nonsense").faults()).singleElement().asString().contains("no such action");
        assertThat(loupe.run("audit", "show", "--since", "yesterday").faults()).singleElement().asString().contains("2026-11-30");
        Path log = folder.resolve("log.jsonl");
        well(loupe.process("audit", "export", "--out", log.toString()));
        assertThat(log).content().contains("PORTABILITY_EXPORTED", "INVENTORY_CHANGED");
    }
}
