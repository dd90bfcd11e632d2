package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.document.EncapsulatedPdf;
import loupe.core.dicom.object.KeyObjectSelection;
import loupe.core.dicom.presentation.DrawnGraphic;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.finding.RejectReason;
import loupe.core.work.JobContext;
import loupe.review.consent.Purpose;
import loupe.review.opinion.BlindReading;
import loupe.review.report.ReportBook;
import loupe.review.report.ReportChange;
import loupe.review.report.pdf.PdfReport;
import loupe.review.sealing.SealReview;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is made of a sealed review for a hospital's archive besides SEG and SR: key objects and the signed report as PDF.
class ObjectsThatGoBackTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final PdfReport.Patient NAMED = new PdfReport.Patient(
            List.of("山田, 太郎", "Иванов, Пётр"), "4711", "1950-02-03", "M", "2025-06-07", "ACC1");

    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        uid = site.analysed(new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false), folder.resolve("in"));
        site.review(uid).accept(ReviewedStudy.BALL);
        site.review(uid).reject(ReviewedStudy.BOX, RejectReason.NORMAL_ANATOMY, "");
        site.review(uid).reject(ReviewedStudy.NOTHING, RejectReason.FALSE_POSITIVE, "");
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private void signedWith(String impression) throws IOException {
        new ReportBook(site.store(), new BlindReading(site.store())::requireCommitted)
                .keep(uid, List.of(new ReportChange.Put("impression:F1", impression)), JOB);
        seal();
    }

    private void seal() throws IOException {
        new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", SealReview.USUAL_MEANING);
    }

    private List<DataSet> objects() throws IOException {
        return new ExportStudy(site.store(), "Loupe test").objects(uid, Purpose.CARE, JOB);
    }

    private DataSet object(String sopClass) throws IOException {
        return objects().stream().filter(o -> o.string(Tag.SOPClassUID, "").equals(sopClass)).findFirst().orElseThrow();
    }

    private Path file(DataSet object) throws IOException {
        Path file = folder.resolve(object.string(Tag.Modality, "") + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(object, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    private static List<String> said(String... command) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/" + command[0])), command[0] + " is not installed");
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String all = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return all.lines().toList();
    }

    @Test
    void key_objects_name_the_slice_that_shows_best_what_was_confirmed_and_none_of_what_was_rejected() throws Exception {
        signedWith("A ball.");
        DataSet ko = object(KeyObjectSelection.SOP_CLASS);
        List<DataSet> images = ko.items(Tag.ContentSequence).stream()
                .filter(c -> c.string(Tag.ValueType, "").equals("IMAGE"))
                .flatMap(c -> c.items(Tag.ReferencedSOPSequence).stream())
                .toList();
        assertThat(images).hasSize(1);
        String ball = site.store().instances(uid).stream()
                .filter(i -> i.header().string(Tag.SOPInstanceUID, "").equals(images.getFirst().string(Tag.ReferencedSOPInstanceUID, "")))
                .map(i -> i.header().string(Tag.InstanceNumber, ""))
                .findFirst()
                .orElseThrow();
        assertThat(ball).as("the ball is drawn around the middle of five slices").isIn("2", "3", "4");
        Path file = file(ko);
        assertThat(said("dciodvfy", file.toString())).noneMatch(l -> l.startsWith("Error"));
        assertThat(said("dsrdump", file.toString())).noneMatch(l -> l.startsWith("E:")).anyMatch(l -> l.contains("Of Interest"));
    }

    @Test
    void a_presentation_state_draws_the_outline_of_what_was_confirmed_over_its_slice_and_peers_take_it() throws Exception {
        signedWith("A ball.");
        DataSet pr = object("1.2.840.10008.5.1.4.1.1.11.1");
        PresentationState state = PresentationState.of(pr);
        assertThat(state.notes()).isEmpty();
        assertThat(state.images().places()).hasSize(1);
        DataSet image = site.store().instances(uid).stream()
                .map(i -> i.header())
                .filter(h -> h.string(Tag.SOPInstanceUID, "").equals(state.images().places().getFirst().sopInstanceUid()))
                .findFirst()
                .orElseThrow();
        PresentationState.Look look = state.look(image, 0).orElseThrow();
        assertThat(look.inverted()).isFalse();
        assertThat(look.graphics()).extracting(DrawnGraphic::kind).containsExactlyInAnyOrder(DrawnGraphic.Kind.POLYLINE, DrawnGraphic.Kind.TEXT);
        DrawnGraphic line = look.graphics().stream().filter(g -> g.kind() == DrawnGraphic.Kind.POLYLINE).findFirst().orElseThrow();
        assertThat(line.points().getFirst()).isEqualTo(line.points().getLast());
        assertThat(line.points()).as("between pixels").allMatch(p -> Math.abs(p.x() - Math.floor(p.x()) - 0.5) < 1e-6);
        Path file = file(pr);
        assertThat(said("dciodvfy", file.toString())).noneMatch(l -> l.startsWith("Error"));
        List<String> theirs = said("dcmpschk", file.toString());
        assertThat(String.join(" ", theirs)).contains("passed").doesNotContain("rror");
    }

    @Test
    void nothing_confirmed_makes_no_key_objects_and_a_folder_has_them_too() throws Exception {
        assertThat(site.exported(uid, folder.resolve("out")).resolve("key-objects.dcm")).exists();
        site.review(uid).reject(ReviewedStudy.BALL, RejectReason.FALSE_POSITIVE, "");
        seal();
        assertThat(objects()).noneMatch(o -> o.string(Tag.SOPClassUID, "").equals(KeyObjectSelection.SOP_CLASS));
        assertThat(site.exported(uid, folder.resolve("out")).resolve("key-objects.dcm")).as("of the earlier export").doesNotExist();
    }

    @Test
    void the_signed_report_goes_as_a_pdf_object_that_peers_take_and_says_the_pseudonym() throws Exception {
        signedWith("A ball, nothing else.");
        DataSet pdf = object(EncapsulatedPdf.SOP_CLASS);
        Path file = file(pdf);
        assertThat(said("dciodvfy", file.toString())).noneMatch(l -> l.startsWith("Error"));
        Path out = folder.resolve("theirs.pdf");
        said("dcm2pdf", file.toString(), out.toString());
        assertThat(String.join(" ", PdfChecks.pages(out))).contains("A ball, nothing else.").contains(pdf.string(Tag.PatientID, "-"));
        assertThat(PdfChecks.failures(out)).isEmpty();
        assertThat(objects()).as("the same review, the same UIDs").extracting(o -> o.string(Tag.SOPInstanceUID, ""))
                .contains(pdf.string(Tag.SOPInstanceUID, "-"));
    }

    @Test
    void a_report_nobody_signed_makes_no_pdf() throws IOException {
        seal();
        assertThat(objects()).isNotEmpty().noneMatch(o -> o.string(Tag.SOPClassUID, "").equals(EncapsulatedPdf.SOP_CLASS));
    }

    @Test
    void under_the_name_it_says_who_it_is_of_in_the_first_script_it_can_print_and_no_pseudonym() throws Exception {
        signedWith("A ball, nothing else.");
        DataSet object = object(EncapsulatedPdf.SOP_CLASS);
        byte[] named = new ExportStudy(site.store(), "Loupe test").named(uid, NAMED, LocalDateTime.of(2025, 6, 8, 9, 10), JOB).orElseThrow();
        Path file = Files.write(folder.resolve("named.pdf"), named);
        assertThat(String.join(" ", PdfChecks.pages(file)))
                .contains("Иванов, Пётр").contains("Patient ID 4711").contains("born 1950-02-03").contains("study of 2025-06-07")
                .contains("accession ACC1").contains("2025-06-08 09:10.").contains("A ball, nothing else.")
                .doesNotContain(object.string(Tag.PatientID, "-")).doesNotContain("shifted").doesNotContain("?");
        assertThat(PdfChecks.failures(file)).isEmpty();
        DataSet with = EncapsulatedPdf.with(object, named);
        assertThat(Arrays.copyOf(with.bytes(Tag.EncapsulatedDocument).orElseThrow().toArray(ValueLayout.JAVA_BYTE), named.length)).isEqualTo(named);
    }

    @Test
    void words_that_name_a_date_do_not_go_under_the_name() throws IOException {
        signedWith("Larger than on 2024-03-05.");
        assertThat(new ExportStudy(site.store(), "Loupe test").named(uid, NAMED, LocalDateTime.of(2025, 6, 8, 9, 10), JOB)).isEmpty();
    }
}
