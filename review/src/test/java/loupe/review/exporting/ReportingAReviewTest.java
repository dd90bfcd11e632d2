package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.finding.RejectReason;
import loupe.core.measure.Shape;
import loupe.core.segment.MaskDelta;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.edit.KeptReport;
import loupe.review.edit.KeptReport.Origin;
import loupe.review.opinion.BlindReading;
import loupe.review.report.Report;
import loupe.review.report.ReportBook;
import loupe.review.report.ReportChange;
import loupe.review.report.ReportLine;
import loupe.review.report.ReportSection;
import loupe.review.report.ReportText;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-5: the report is drafted from what a person confirmed, keeps the reader's words, and is signed with the review.
class ReportingAReviewTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);

    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        uid = site.analysed(CT, folder.resolve("in"));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private ReportBook book() {
        return new ReportBook(site.store(), new BlindReading(site.store())::requireCommitted);
    }

    private Report report() throws IOException {
        return book().of(uid, JOB);
    }

    private Report keep(ReportChange... changes) throws IOException {
        return book().keep(uid, List.of(changes), JOB);
    }

    private static ReportLine line(Report r, String key) {
        return r.lines().stream().filter(l -> l.key().equals(key)).findFirst().orElseThrow();
    }

    private static String words(Report r) {
        return String.join("\n", ReportText.of(r, true));
    }

    private void decided() throws IOException {
        site.review(uid).accept(ReviewedStudy.BALL);
        site.review(uid).reject(ReviewedStudy.BOX, RejectReason.NORMAL_ANATOMY, "");
        site.review(uid).reject(ReviewedStudy.NOTHING, RejectReason.FALSE_POSITIVE, "");
    }

    private void seal() throws IOException {
        new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", SealReview.USUAL_MEANING);
    }

    /// The same picture of the same patient, taken earlier.
    private String earlier(String date) throws IOException {
        List<Path> files = new DrawnSeries("1.2.5", "CT", DrawnSeries.AXIAL, 5, false).write(folder.resolve("earlier"));
        for (Path f : files) {
            DataSet data = DicomReader.usual().read(f).data().toBuilder()
                    .put(Tag.PatientID, Vr.LO, "ID1.2.1").put(Tag.StudyDate, Vr.DA, date).build();
            try (OutputStream out = Files.newOutputStream(f)) {
                DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
            }
        }
        return site.seen(files, new DrawnSeries("1.2.5", "CT", DrawnSeries.AXIAL, 5, false));
    }

    @Nested
    class The_draft {
        @Test
        void says_nothing_of_what_is_not_decided() throws IOException {
            Report r = report();
            assertThat(r.standing()).isEqualTo(Report.Standing.DRAFT);
            assertThat(r.undecided()).isEqualTo(3);
            assertThat(r.rows()).isEmpty();
            assertThat(words(r)).doesNotContain("all,").contains("No finding was accepted or drawn.").contains("3 findings are not decided");
            assertThat(r.lines()).allMatch(l -> l.links().isEmpty());
        }

        @Test
        void says_nothing_of_what_was_rejected() throws IOException {
            decided();
            assertThat(report().lines().stream().flatMap(l -> l.links().stream()).map(KeptReport.Link::id)).containsOnly("F1");
            site.review(uid).reject(ReviewedStudy.BALL, RejectReason.ARTEFACT, "");
            assertThat(report().lines()).allMatch(l -> l.links().isEmpty());
        }

        @Test
        void links_each_sentence_to_its_finding_by_the_uid_of_the_sr() throws IOException {
            decided();
            ReportLine said = line(report(), "finding:F1");
            assertThat(said.section()).isEqualTo(ReportSection.FINDINGS);
            assertThat(said.text()).matches("Ball, series 0, image 3 of 5.*: long axis \\d+\\.\\d ± \\d+\\.\\d mm, short axis .*\\.");
            assertThat(said.text()).doesNotContain("100").doesNotContain("%");
            Path out = site.exported(uid, folder.resolve("out"));
            assertThat(MeasurementReport.of(ReviewedStudy.read(out.resolve("report.dcm"))).groups())
                    .extracting(MeasurementReport.Group::trackingUid)
                    .containsExactly(said.links().getFirst().trackingUid());
        }

        @Test
        void names_what_readers_drew_without_their_words() throws IOException {
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            var drawn = drawings.onSlice(1, new Shape.Line(drawings.pixel(3, 4, 1), drawings.pixel(9, 4, 1)));
            site.review(uid).draw(drawn);
            ReportLine said = line(report(), "drawing:M1");
            assertThat(said.text()).contains("length 7.5 ±").contains("image 2 of 5").endsWith("Drawn by a reader.");
            assertThat(report().rows()).extracting(r -> r.id()).containsExactly("M1");
        }

        @Test
        void leaves_organs_out_of_the_impression() throws IOException {
            site.review(uid).accept(ReviewedStudy.BOX);
            Report r = report();
            assertThat(line(r, "finding:F2").heading()).isEqualTo("Lungs and airways");
            assertThat(r.read(ReportSection.IMPRESSION)).extracting(ReportLine::key).containsExactly("impression");
        }
    }

    @Nested
    class Comparison_with_the_prior {
        @Test
        void takes_only_a_sealed_review_and_says_so_where_there_is_none() throws IOException {
            decided();
            earlier("20190101");
            assertThat(line(report(), "comparison").text()).startsWith("Not compared: no earlier study");
        }

        @Test
        void gives_the_change_with_its_band_where_kind_and_place_are_the_same() throws IOException {
            decided();
            String before = earlier("20190101");
            site.review(before).accept(ReviewedStudy.BALL);
            site.review(before).reject(ReviewedStudy.BOX, RejectReason.NORMAL_ANATOMY, "");
            site.review(before).reject(ReviewedStudy.NOTHING, RejectReason.FALSE_POSITIVE, "");
            new SealReview(site.store(), site.clock()).run(before, "Miller^Jane", SealReview.USUAL_MEANING);
            Report r = report();
            assertThat(line(r, "comparison").text()).contains("CT chest").contains("12 months before");
            assertThat(line(r, "compared:F1").text())
                    .contains("then").contains("+0 %").contains("no change beyond the bands").contains("not registered");
            assertThat(line(r, "impression:F1").text()).contains("no change of long axis beyond the bands");
            assertThat(site.store().events(0, 1000)).filteredOn(e -> e.studyUid().filter(before::equals).isPresent())
                    .extracting(LoggedEvent::detail).contains("prior");
        }

        @Test
        void that_came_after_the_report_was_kept_changes_nothing_of_it_until_it_is_drafted_anew() throws IOException {
            decided();
            keep(new ReportChange.Put("impression:F1", "My words."));
            String before = earlier("20190101");
            site.review(before).accept(ReviewedStudy.BALL);
            site.review(before).accept(ReviewedStudy.BOX);
            site.review(before).accept(ReviewedStudy.NOTHING);
            new SealReview(site.store(), site.clock()).run(before, "Miller^Jane", SealReview.USUAL_MEANING);
            Report r = report();
            assertThat(r.standing()).isEqualTo(Report.Standing.KEPT);
            assertThat(r.otherwise()).isTrue();
            assertThat(line(r, "comparison").text()).startsWith("Not compared");
            Report anew = keep(new ReportChange.Redraft());
            assertThat(line(anew, "comparison").text()).startsWith("Compared with");
            assertThat(line(anew, "impression:F1").text()).isEqualTo("My words.");
            assertThat(anew.otherwise()).isFalse();
        }

        @Test
        void is_not_made_where_nothing_of_the_kind_was_there() throws IOException {
            decided();
            String before = earlier("20190101");
            site.review(before).accept(ReviewedStudy.BOX);
            site.review(before).reject(ReviewedStudy.BALL, RejectReason.NORMAL_ANATOMY, "");
            site.review(before).reject(ReviewedStudy.NOTHING, RejectReason.FALSE_POSITIVE, "");
            new SealReview(site.store(), site.clock()).run(before, "Miller^Jane", SealReview.USUAL_MEANING);
            assertThat(line(report(), "compared:F1").text()).isEqualTo("Ball F1: not compared: the earlier review has no nodule.");
        }
    }

    @Nested
    class What_a_reader_wrote {
        @Test
        void stays_with_its_link_and_every_version_is_kept() throws IOException {
            decided();
            int number = line(report(), "finding:F1").number();
            keep(new ReportChange.Put(Integer.toString(number), "A round thing\nin the middle."));
            Report again = keep(new ReportChange.Add(ReportSection.IMPRESSION, "Look again in a year."));
            assertThat(line(again, "finding:F1")).satisfies(l -> {
                assertThat(l.text()).isEqualTo("A round thing in the middle.");
                assertThat(l.origin()).isEqualTo(Origin.EDITED);
                assertThat(l.links()).hasSize(1);
                assertThat(l.misfit()).isEmpty();
            });
            assertThat(again.standing()).isEqualTo(Report.Standing.KEPT);
            assertThat(again.read().getLast().text()).isEqualTo("Look again in a year.");
            assertThat(site.store().records(uid)).filteredOn(r -> r.kind() == RecordKind.REPORT).hasSize(2);
            assertThat(site.store().events(0, 1000)).filteredOn(e -> e.event().filter(AuditEvent.REPORT_KEPT::equals).isPresent())
                    .hasSize(2).allSatisfy(e -> assertThat(e.detail()).doesNotContain("round"));
        }

        @Test
        void is_never_overwritten_and_says_what_no_longer_fits() throws IOException {
            decided();
            keep(new ReportChange.Put("finding:F1", "My words."));
            site.review(uid).reject(ReviewedStudy.BALL, RejectReason.ARTEFACT, "");
            Report r = report();
            assertThat(r.standing()).isEqualTo(Report.Standing.OUTDATED);
            assertThat(line(r, "finding:F1").text()).isEqualTo("My words.");
            assertThat(line(r, "finding:F1").misfit()).contains("F1").contains("no longer accepted");
            assertThat(r.lines()).noneMatch(l -> l.key().equals("impression:F1"));
            assertThat(ReportText.of(r, false)).as("it does not leave").doesNotContain("My words.");
            Path pdf = folder.resolve("stale.pdf");
            new ExportStudy(site.store(), "Loupe test").report(uid, pdf, Purpose.CARE, JOB);
            assertThat(String.join(" ", PdfChecks.pages(pdf))).doesNotContain("My words").contains("1 sentence no longer fits");
            assertThatThrownBy(ReportingAReviewTest.this::seal).isInstanceOf(ReviewException.class).hasMessageContaining("report");
            keep();
            assertThatThrownBy(ReportingAReviewTest.this::seal).as("it still speaks of F1").hasMessageContaining("report");
            Report own = keep(new ReportChange.Put("finding:F1", "My own words."));
            assertThat(own.standing()).isEqualTo(Report.Standing.KEPT);
            assertThat(own.lines()).filteredOn(l -> l.text().equals("My own words."))
                    .singleElement().satisfies(l -> assertThat(l.origin()).isEqualTo(Origin.OWN));
            seal();
            assertThat(report().standing()).isEqualTo(Report.Standing.SIGNED);
        }

        @Test
        void follows_a_correction_only_by_saying_what_the_draft_would_say() throws IOException {
            decided();
            keep(new ReportChange.Put("finding:F1", "My words."));
            MaskDelta.Builder longer = MaskDelta.builder(DrawnSeries.COLUMNS * DrawnSeries.ROWS);
            for (int c = 19; c < 24; c++) {
                longer.flip(2, 7 * DrawnSeries.COLUMNS + c);
            }
            site.review(uid).paint(ReviewedStudy.BALL, "brush", longer.build());
            ReportLine l = line(report(), "finding:F1");
            assertThat(l.text()).isEqualTo("My words.");
            assertThat(l.misfit()).contains("the draft would now say");
            assertThat(line(keep(new ReportChange.AsDrafted("finding:F1")), "finding:F1").text()).startsWith("Ball, series");
        }

        @Test
        void can_be_taken_out_and_put_back() throws IOException {
            decided();
            Report without = keep(new ReportChange.TakeOut("comparison"));
            assertThat(without.read(ReportSection.COMPARISON)).isEmpty();
            assertThat(words(without)).doesNotContain("Not compared");
            assertThat(report().read(ReportSection.COMPARISON)).isEmpty();
            assertThat(keep(new ReportChange.AsDrafted("comparison")).read(ReportSection.COMPARISON)).hasSize(1);
        }

        @Test
        void in_the_words_of_the_draft_is_the_draft() throws IOException {
            String said = line(report(), "comparison").text();
            assertThat(line(keep(new ReportChange.Put("comparison", said)), "comparison").origin()).isEqualTo(Origin.DRAFTED);
        }

        @Test
        void has_words_and_not_too_many() throws IOException {
            assertThatThrownBy(() -> keep(new ReportChange.Put("1", " "))).hasMessageContaining("1 to 2000");
            assertThatThrownBy(() -> keep(new ReportChange.Put("1", "x".repeat(2001)))).hasMessageContaining("1 to 2000");
            assertThatThrownBy(() -> keep(new ReportChange.Put("99", "x"))).hasMessageContaining("no line 99");
        }
    }

    @Nested
    class Sealing {
        @Test
        void signs_the_report_that_was_kept() throws IOException {
            decided();
            keep(new ReportChange.Put("finding:F1", "My words."));
            List<String> read = report().read().stream().map(ReportLine::text).toList();
            seal();
            Report r = report();
            assertThat(r.standing()).isEqualTo(Report.Standing.SIGNED);
            assertThat(r.read().stream().map(ReportLine::text)).containsExactlyElementsOf(read);
            assertThat(new SealReview(site.store(), site.clock()).verify(uid)).contains(true);
            assertThat(words(r)).contains("Signed by").doesNotContain("DRAFT");
            assertThatThrownBy(() -> keep(new ReportChange.Put("1", "other"))).hasMessageContaining("sealed");
            KeptReport other = Journal.replay(site.store().records(uid)).state().report().orElseThrow();
            assertThatThrownBy(() -> site.store().append(
                            NewRecord.of(uid, RecordKind.REPORT, other.encoded()), s -> s,
                            AuditEntry.of(AuditEvent.REPORT_KEPT, "", uid)))
                    .isInstanceOf(StoreException.class).hasMessageContaining("sealed");
        }

        @Test
        void signs_no_report_that_nobody_kept() throws IOException {
            decided();
            seal();
            Report r = report();
            assertThat(r.standing()).isEqualTo(Report.Standing.AFTERWARDS);
            assertThat(words(r)).contains("Drafted after the review was sealed; not signed");
            assertThat(new SealReview(site.store(), site.clock()).verify(uid)).contains(true);
        }
    }

    @Nested
    class The_pdf {
        private Path pdf(String name) throws IOException {
            Path file = folder.resolve(name);
            assertThat(new ExportStudy(site.store(), "Loupe test").report(uid, file, Purpose.CARE, JOB)).isEmpty();
            return file;
        }

        @Test
        void is_pdf_a_2b_by_verapdf_draft_and_signed() throws Exception {
            decided();
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            site.review(uid).draw(drawings.onSlice(1, new Shape.Line(drawings.pixel(3, 4, 1), drawings.pixel(9, 4, 1))));
            keep(new ReportChange.Put("finding:F1", "Größe unverändert – “wie zuvor” ≤ 8 mm, 肺 😀."));
            assertThat(PdfChecks.failures(pdf("draft.pdf"))).isEmpty();
            seal();
            assertThat(PdfChecks.failures(pdf("signed.pdf"))).isEmpty();
        }

        @Test
        void a_plain_pdf_does_not_pass_the_check() throws Exception {
            Path file = folder.resolve("plain.pdf");
            try (var document = new org.apache.pdfbox.pdmodel.PDDocument()) {
                document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
                document.save(file.toFile());
            }
            assertThat(PdfChecks.failures(file)).isNotEmpty();
        }

        @Test
        void says_draft_on_every_page_until_it_is_signed_and_who_signed_then() throws IOException {
            decided();
            keep();
            List<String> draft = PdfChecks.pages(pdf("draft.pdf"));
            assertThat(draft).allMatch(p -> p.contains("DRAFT") && p.contains("not a certified medical device"));
            assertThat(String.join(" ", draft)).contains("Ball, series").doesNotContain("Signed by");
            seal();
            String signed = String.join(" ", PdfChecks.pages(pdf("signed.pdf")));
            assertThat(signed).contains("Signed by").containsPattern(", \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d \\(on the study").doesNotContain("DRAFT").doesNotContain("2026-01-02");
        }

        @Test
        void of_the_same_report_is_the_same_file() throws IOException {
            decided();
            assertThat(Files.readAllBytes(pdf("a.pdf"))).isEqualTo(Files.readAllBytes(pdf("b.pdf")));
        }

        @Test
        void goes_with_an_export_and_the_signed_impression_stands_in_the_sr() throws IOException {
            decided();
            keep(new ReportChange.Put("impression:F1", "A ball, nothing else."));
            Path before = site.exported(uid, folder.resolve("before"));
            assertThat(before.resolve("report.pdf")).exists();
            assertThat(texts(before)).as("a draft is nobody's word").doesNotContain("A ball, nothing else.");
            seal();
            Path after = site.exported(uid, folder.resolve("after"));
            assertThat(texts(after)).contains("A ball, nothing else.");
            assertThat(Files.readString(after.resolve("export.json"))).contains("report.pdf");
        }

        @Test
        void leaves_an_sr_with_the_impression_that_dciodvfy_and_dsrdump_take() throws Exception {
            assumeTrue(Files.exists(Path.of("/usr/bin/dciodvfy")), "dciodvfy is not installed (Debian: dicom3tools)");
            decided();
            keep(new ReportChange.Put("impression:F1", "A ball, nothing else."));
            seal();
            Path sr = site.exported(uid, folder.resolve("signed")).resolve("report.dcm");
            assertThat(said("dciodvfy", sr)).noneMatch(l -> l.startsWith("Error"));
            assertThat(said("dsrdump", sr)).noneMatch(l -> l.startsWith("E:")).anyMatch(l -> l.contains("A ball, nothing else."));
        }

        private List<String> said(String program, Path file) throws Exception {
            Process p = new ProcessBuilder(program, file.toString()).redirectErrorStream(true).start();
            String all = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            p.waitFor();
            return all.lines().toList();
        }

        private String texts(Path out) throws IOException {
            return new String(Files.readAllBytes(out.resolve("report.dcm")), StandardCharsets.UTF_8);
        }
    }
}
