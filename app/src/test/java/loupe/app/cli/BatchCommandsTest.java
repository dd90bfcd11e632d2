package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `loupe batch …`: the first run and the service are processes of their own.
class BatchCommandsTest {
    @TempDir Path folder;
    private Loupe loupe;
    private Path in;

    @BeforeEach
    void makes_folders() throws IOException {
        loupe = new Loupe(folder.resolve("person"));
        in = Files.createDirectories(folder.resolve("in"));
    }

    private static byte[] bytes(int study) throws IOException {
        byte[] pixels = new byte[64 * 64];
        Arrays.fill(pixels, (byte) 90);
        String uid = "1.2.3.4." + study;
        var out = new java.io.ByteArrayOutputStream();
        DicomWriter.writeFile(
                DataSet.builder()
                        .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                        .put(Tag.SOPInstanceUID, Vr.UI, uid + ".2.1")
                        .put(Tag.StudyInstanceUID, Vr.UI, uid)
                        .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".2")
                        .put(Tag.PatientName, Vr.PN, "Muster^Maria")
                        .put(Tag.PatientID, Vr.LO, "4711-" + study)
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
                        .build(),
                TransferSyntax.EXPLICIT_LE,
                out);
        return out.toByteArray();
    }

    private static void image(Path file, int study) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes(study));
        }
    }

    @Test
    void runs_a_manifest_says_how_it_stands_and_tries_again_what_a_person_mended() throws Exception {
        image(in.resolve("Muster_Maria_1.dcm"), 1);
        Path broken = Files.writeString(in.resolve("Muster_Maria_2.dcm"), "no image");
        Path manifest = Files.writeString(folder.resolve("m.csv"),
                "slide;case;stain\nMuster_Maria_1.dcm;H-0815;HE\nMuster_Maria_2.dcm;H-0815;HE\n;H-0815;HE\n");
        Path report = folder.resolve("report");
        Loupe.Answer first = loupe.process(
                "batch", "run", in.toString(), "--manifest", manifest.toString(), "--report", report.toString());
        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.out()).contains("item 1: done, 1 instances", "batch 1: 2 items: 1 done, 1 failed, 1 lines of the manifest wrong");
        assertThat(first.faults()).anyMatch(l -> l.contains("item 2: ") && l.contains("not a DICOM file"))
                .anyMatch(l -> l.contains("manifest line 4") && l.contains("no slide"));
        String kept = first.out() + first.err() + Files.readString(report.resolve("batch-1.csv"))
                + Files.readString(report.resolve("batch-1.html")) + Files.readString(loupe.home().resolve("log/loupe.log"));
        assertThat(kept).contains("failed", "item 2").doesNotContain("Muster", "4711", "H-0815");

        Loupe.Answer status = loupe.run("batch", "status", "1");
        assertThat(status.exit()).isZero();
        assertThat(status.out()).contains("2  failed  Muster_Maria_2.dcm  line 3  case H-0815  HE");
        assertThat(loupe.run("batch", "status").out()).contains(in.toString(), "1 done, 1 failed");

        image(broken, 2);
        Loupe.Answer retry = loupe.run("batch", "retry", "1", "--report", report.toString());
        assertThat(retry.exit()).as(retry.toString()).isZero();
        assertThat(retry.out()).contains("item 2: done", "2 items: 2 done");
        assertThat(loupe.run("list").out().lines()).hasSize(2);
        assertThat(loupe.run("audit", "verify").exit()).isZero();
    }

    @Test
    void watches_under_a_service_account_lets_the_store_go_between_and_ends_when_told_to() throws Exception {
        image(in.resolve("a.dcm"), 1);
        assertThat(loupe.run("batch", "run", in.toString()).exit()).isZero();
        Path secret = Files.writeString(folder.resolve("secret"), "a passphrase for the service\n");
        assertThat(loupe.run("users", "add", "batch", "--role", "SERVICE", "--new-passphrase-file", secret.toString()).exit()).isZero();
        Path out = folder.resolve("out.txt");
        ProcessBuilder b = loupe.builder("", "batch", "run", in.toString(), "--watch", "--settle", "1", "--user", "batch",
                "--passphrase-file", secret.toString());
        Process service = b.redirectOutput(out.toFile()).redirectError(folder.resolve("err.txt").toFile()).start();
        try {
            image(in.resolve("b.dcm"), 2);
            until(service, out, "2 items: 2 done");
            // The service goes on watching, and another opens the store beside it.
            Loupe.Answer status = status();
            assertThat(status.out()).contains("a.dcm", "b.dcm");
            image(in.resolve("c.dcm"), 3);
            until(service, out, "3 items: 3 done");
            service.destroy();
            assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).as(Files.readString(folder.resolve("err.txt"))).isEqualTo(143);
        } finally {
            service.destroyForcibly().waitFor();
        }
        assertThat(loupe.run("list").out().lines()).hasSize(3);
    }

    /// The store may be held for a moment by the service's pass.
    private Loupe.Answer status() throws Exception {
        Loupe.Answer answer = loupe.run("batch", "status", "1", "--user", "reader");
        for (int i = 0; i < 20 && answer.exit() != 0; i++) {
            Thread.sleep(200);
            answer = loupe.run("batch", "status", "1", "--user", "reader");
        }
        assertThat(answer.exit()).as(answer.toString()).isZero();
        return answer;
    }

    private void until(Process service, Path out, String words) throws Exception {
        for (int i = 0; i < 1200 && service.isAlive(); i++) {
            if (Files.readString(out).contains(words)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never said: " + words + "; " + Files.readString(out) + Files.readString(folder.resolve("err.txt")));
    }

    @Test
    void says_what_is_wrong_with_what_it_is_given_and_leaves_nothing_behind() throws Exception {
        Loupe.Answer none = loupe.run("batch", "run", folder.resolve("nowhere").toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.faults()).singleElement().asString().contains("cannot be listed", "check");
        Loupe.Answer inside = loupe.run("batch", "run", in.toString(), "--report", in.resolve("r").toString());
        assertThat(inside.exit()).isEqualTo(1);
        assertThat(inside.faults()).singleElement().asString().contains("must not lie in the batch's folder");
        Path list = Files.writeString(folder.resolve("m.csv"), "file\na\n");
        Loupe.Answer head = loupe.run("batch", "run", in.toString(), "--manifest", list.toString());
        assertThat(head.exit()).isEqualTo(1);
        assertThat(head.faults()).singleElement().asString().contains("no column slide");
        assertThat(loupe.run("batch", "run").exit()).isEqualTo(2);
        assertThat(loupe.run("batch").exit()).isEqualTo(2);
        assertThat(loupe.run("batch", "run", in.toString(), "--watch").faults()).singleElement().asString().contains("no store here");
        try (Stream<Path> all = Files.list(in)) {
            assertThat(all).isEmpty();
        }
        assertThat(Files.exists(loupe.store())).isFalse();
        assertThat(loupe.run("batch", "run", in.toString()).exit()).isZero();
        Loupe.Answer other = loupe.run("batch", "status", "9");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.faults()).singleElement().asString().contains("no such batch");
        assertThat(loupe.run("batch", "retry", "1", "--item", "4").faults()).singleElement().asString().contains("no item of that number");
    }
}
