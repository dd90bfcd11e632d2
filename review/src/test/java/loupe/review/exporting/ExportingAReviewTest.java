package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SegFile;
import loupe.core.finding.RejectReason;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-2, INT-1: what leaves says what is so (FINDINGS B6, B7, B13 and R3, R11, R14, R20, R21, R22).
class ExportingAReviewTest {
    private static final int OUTSIDE = 0;
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);

    @TempDir Path folder;
    private ReviewedStudy site;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private String ct() throws IOException {
        return site.analysed(CT, folder.resolve("in"));
    }

    private DataSet seg(Path out) throws IOException {
        return ReviewedStudy.read(out.resolve("seg-1.dcm"));
    }

    private DataSet report(Path out) throws IOException {
        return ReviewedStudy.read(out.resolve("report.dcm"));
    }

    private static List<String> labels(DataSet seg) {
        return seg.items(Tag.SegmentSequence).stream().map(s -> s.string(Tag.SegmentLabel, "")).toList();
    }

    private static List<String> algorithms(DataSet seg) {
        return seg.items(Tag.SegmentSequence).stream().map(s -> s.string(Tag.SegmentAlgorithmType, "")).toList();
    }

    private static Set<String> names(Path out) throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return new HashSet<>(all.map(p -> p.getFileName().toString()).toList());
        }
    }

    @Nested
    class One_uid {
        @Test
        void stands_for_one_content() throws IOException {
            String uid = ct();
            Path first = site.exported(uid, folder.resolve("a"));
            Path again = site.exported(uid, folder.resolve("b"));
            assertThat(Files.readAllBytes(again.resolve("seg-1.dcm"))).isEqualTo(Files.readAllBytes(first.resolve("seg-1.dcm")));
            assertThat(Files.readAllBytes(again.resolve("report.dcm"))).isEqualTo(Files.readAllBytes(first.resolve("report.dcm")));
            site.paint(uid, ReviewedStudy.BALL, OUTSIDE);
            Path corrected = site.exported(uid, folder.resolve("c"));
            String before = seg(first).string(Tag.SOPInstanceUID, "");
            String after = seg(corrected).string(Tag.SOPInstanceUID, "");
            assertThat(after).startsWith("2.25.").isNotEqualTo(before);
            assertThat(report(corrected).string(Tag.SOPInstanceUID)).isNotEqualTo(report(first).string(Tag.SOPInstanceUID));
            assertThat(MeasurementReport.of(report(corrected)).groups().getFirst().segmentationUid()).isEqualTo(after);
            assertThat(report(corrected).items(Tag.CurrentRequestedProcedureEvidenceSequence).getFirst()
                            .items(Tag.ReferencedSeriesSequence).stream()
                            .flatMap(s -> s.items(Tag.ReferencedSOPSequence).stream())
                            .map(r -> r.string(Tag.ReferencedSOPInstanceUID, "")))
                    .contains(after)
                    .doesNotContain(before);
        }

        @Test
        void of_a_decision_alone_changes_the_report() throws IOException {
            String uid = ct();
            Path first = site.exported(uid, folder.resolve("a"));
            site.review(uid).accept(ReviewedStudy.BALL);
            Path second = site.exported(uid, folder.resolve("b"));
            assertThat(report(second).string(Tag.SOPInstanceUID)).isNotEqualTo(report(first).string(Tag.SOPInstanceUID));
            assertThat(time(report(second))).isGreaterThan(time(report(first)));
        }

        private static String time(DataSet d) {
            return d.string(Tag.ContentDate, "") + d.string(Tag.ContentTime, "");
        }
    }

    @Nested
    class A_rejected_finding {
        @Test
        void does_not_leave() throws IOException {
            String uid = ct();
            site.review(uid).reject(ReviewedStudy.BALL, RejectReason.NORMAL_ANATOMY, "vessel");
            Path out = site.exported(uid, folder.resolve("out"));
            assertThat(labels(seg(out))).containsExactly("box", "nothing");
            MeasurementReport read = MeasurementReport.of(report(out));
            assertThat(read.groups()).extracting(MeasurementReport.Group::trackingIdentifier).containsExactly("F2", "F3");
            assertThat(read.groups()).extracting(MeasurementReport.Group::segment).containsExactly(1, 2);
            SegFile file = SegFile.of(seg(out), TransferSyntax.EXPLICIT_LE);
            assertThat(file.segmentation().segment(1).mask().count()).isEqualTo(5L * 5 * 5);
        }

        @Test
        void leaves_marked_where_it_is_asked_for() throws IOException {
            String uid = ct();
            site.review(uid).reject(ReviewedStudy.BALL, RejectReason.NORMAL_ANATOMY, "vessel");
            Path out = folder.resolve("out");
            site.exported(uid, out, new ExportStudy.Choice(false, true, Purpose.CARE));
            assertThat(labels(seg(out))).containsExactly("ball", "box", "nothing");
            assertThat(seg(out).items(Tag.SegmentSequence).getFirst().string(Tag.SegmentDescription, ""))
                    .isEqualTo("Rejected by a reader: normal anatomy");
            assertThat(MeasurementReport.of(report(out)).groups().getFirst().decision().orElseThrow().meaning())
                    .isEqualTo("Rejected by a reader: normal anatomy");
        }
    }

    @Nested
    class Who_drew {
        @Test
        void is_said_of_every_segment() throws IOException {
            String uid = ct();
            site.paint(uid, ReviewedStudy.BALL, OUTSIDE);
            site.paint(uid, ReviewedStudy.NOTHING, OUTSIDE);
            DataSet seg = seg(site.exported(uid, folder.resolve("out")));
            assertThat(algorithms(seg)).containsExactly("SEMIAUTOMATIC", "AUTOMATIC", "MANUAL");
            assertThat(seg.items(Tag.SegmentSequence).get(0).string(Tag.SegmentAlgorithmName, "")).isEqualTo("made-up-net 1.2");
            assertThat(seg.items(Tag.SegmentSequence).get(2).contains(Tag.SegmentAlgorithmName)).isFalse();
            assertThat(seg.string(Tag.ContentDescription, "")).isEqualTo("Segmentation, 1 of 3 findings not reviewed");
        }

        @Test
        void is_the_model_where_nobody_looked() throws IOException {
            DataSet seg = seg(site.exported(ct(), folder.resolve("out")));
            assertThat(seg.string(Tag.ContentDescription, "")).contains("not reviewed");
            assertThat(seg.string(Tag.ContentCreatorName, "")).isEqualTo("Loupe");
        }
    }

    @Nested
    class The_report {
        @Test
        void is_partial_until_a_person_decided_on_everything() throws IOException {
            String uid = ct();
            assertThat(report(site.exported(uid, folder.resolve("a"))).string(Tag.CompletionFlag, "")).isEqualTo("PARTIAL");
            for (var f : List.of(ReviewedStudy.BALL, ReviewedStudy.BOX, ReviewedStudy.NOTHING)) {
                site.review(uid).accept(f);
            }
            DataSet all = report(site.exported(uid, folder.resolve("b")));
            assertThat(all.string(Tag.CompletionFlag, "")).isEqualTo("COMPLETE");
            assertThat(all.string(Tag.VerificationFlag, "")).isEqualTo("UNVERIFIED");
        }

        @Test
        void is_verified_by_a_role_once_it_is_sealed() throws IOException {
            String uid = ct();
            for (var f : List.of(ReviewedStudy.BALL, ReviewedStudy.BOX, ReviewedStudy.NOTHING)) {
                site.review(uid).accept(f);
            }
            new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", "read");
            Path out = site.exported(uid, folder.resolve("out"));
            DataSet sr = report(out);
            assertThat(sr.string(Tag.VerificationFlag, "")).isEqualTo("VERIFIED");
            assertThat(sr.items(Tag.VerifyingObserverSequence).getFirst().string(Tag.VerifyingObserverName, ""))
                    .startsWith("Reader^");
            for (String n : names(out)) {
                if (n.endsWith(".dcm")) {
                    assertThat(new String(Files.readAllBytes(out.resolve(n)), StandardCharsets.ISO_8859_1))
                            .doesNotContain("Miller");
                }
            }
        }

        @Test
        void names_every_source_once() throws IOException {
            String uid = ct();
            var p = Journal.replay(site.store().records(uid)).state().predictions().getFirst();
            site.store().append(
                    NewRecord.of(uid, RecordKind.PREDICTION,
                            Journal.encode(p.prediction())),
                    summary -> summary,
                    AuditEntry.of(AuditEvent.ANALYSED, "net", uid));
            List<String> named = report(site.exported(uid, folder.resolve("out")))
                    .items(Tag.CurrentRequestedProcedureEvidenceSequence).getFirst()
                    .items(Tag.ReferencedSeriesSequence).stream()
                    .flatMap(s -> s.items(Tag.ReferencedSOPSequence).stream())
                    .map(r -> r.string(Tag.ReferencedSOPInstanceUID, ""))
                    .toList();
            assertThat(named).doesNotHaveDuplicates().hasSize(5 + 2);
        }

        @Test
        void has_no_false_digits_and_no_probability_that_is_none() throws IOException {
            MeasurementReport read = MeasurementReport.of(report(site.exported(ct(), folder.resolve("out"))));
            assertThat(read.groups().getFirst().measurements())
                    .extracting(n -> n.measurement().value())
                    .containsExactly(15.0);
        }
    }

    @Nested
    class What_a_reader_drew {
        @Test
        void leaves_with_its_numbers_and_without_the_readers_words() throws IOException {
            String uid = ct();
            var stack = StudyImages.of(site.store(), uid).series().getFirst().stacks().getFirst();
            var first = stack.slices().getFirst();
            var shape = new Shape.Line(stack.grid().toPatient(4, 4, 0), stack.grid().toPatient(8, 4, 0));
            site.review(uid).draw(new ReviewSession.Draft(
                    new Annotation.Place("2.25.7", first.sopInstanceUid(), first.frame(), false),
                    new Measure(ImageSpace.of(Plane.ofSlice(stack.grid(), 0), stack.grid()), shape),
                    0, "as Mr OKONKWO said", Optional.empty()));
            String json = Files.readString(site.exported(uid, folder.resolve("out")).resolve("findings.json"));
            var drawing = new com.fasterxml.jackson.databind.json.JsonMapper().readTree(json).get("drawings").get(0);
            assertThat(drawing.get("what").asText()).isEqualTo("length");
            assertThat(drawing.get("sopInstanceUid").asText()).isEqualTo(first.sopInstanceUid());
            assertThat(drawing.get("quantities").get(0).get("value").asDouble()).as("four columns of 1.25 mm").isCloseTo(5, within(1e-9));
            assertThat(drawing.get("quantities").get(0).get("unit").asText()).isEqualTo("mm");
            assertThat(json).doesNotContain("OKONKWO");
        }
    }

    @Nested
    class Frames_of_one_object {
        @Test
        void are_named_the_first_one_too() throws IOException {
            String uid = site.analysed(new DrawnSeries("1.2.7", "MR", DrawnSeries.CORONAL, 5, true), folder.resolve("in"));
            DataSet seg = seg(site.exported(uid, folder.resolve("out")));
            Set<String> frames = new HashSet<>();
            for (DataSet f : seg.items(Tag.PerFrameFunctionalGroupsSequence)) {
                frames.add(f.items(Tag.DerivationImageSequence).getFirst().items(Tag.SourceImageSequence).getFirst()
                        .string(Tag.ReferencedFrameNumber, "all"));
            }
            assertThat(frames).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        }
    }

    @Nested
    class The_folder {
        @Test
        void loses_what_an_earlier_export_left_and_keeps_what_is_a_persons() throws IOException {
            String uid = ct();
            Path out = folder.resolve("out");
            site.exported(uid, out);
            Files.writeString(out.resolve("my notes.txt"), "mine");
            assertThat(names(out)).contains("series-0-F1-ball.png");
            for (var f : List.of(ReviewedStudy.BALL, ReviewedStudy.BOX, ReviewedStudy.NOTHING)) {
                site.review(uid).reject(f, RejectReason.ARTEFACT, "");
            }
            site.exported(uid, out);
            assertThat(names(out)).contains("report.dcm", "my notes.txt", "export.json").doesNotContain("seg-1.dcm");
            assertThat(names(out)).noneMatch(n -> n.startsWith(".loupe-export"));
        }

        @Test
        void is_not_touched_where_it_has_a_file_of_somebody_else() throws IOException {
            Path out = Files.createDirectories(folder.resolve("out"));
            Files.writeString(out.resolve("report.dcm"), "mine");
            String uid = ct();
            assertThatThrownBy(() -> site.exported(uid, out))
                    .isInstanceOf(ReviewException.class)
                    .hasMessageContaining("report.dcm");
            assertThat(Files.readString(out.resolve("report.dcm"))).isEqualTo("mine");
            assertThat(names(out)).containsExactly("report.dcm");
        }

        @Test
        void keeps_a_file_that_was_changed_since() throws IOException {
            String uid = ct();
            Path out = site.exported(uid, folder.resolve("out"));
            Files.writeString(out.resolve("findings.json"), "with my remarks");
            assertThatThrownBy(() -> site.exported(uid, out)).hasMessageContaining("findings.json");
            assertThat(Files.readString(out.resolve("findings.json"))).isEqualTo("with my remarks");
            assertThat(names(out)).contains("seg-1.dcm", "report.dcm", "export.json");
        }

        @Test
        void is_put_back_after_an_export_that_was_killed_half_way() throws IOException {
            String uid = ct();
            Path out = site.exported(uid, folder.resolve("out"));
            byte[] before = Files.readAllBytes(out.resolve("seg-1.dcm"));
            // As a kill leaves it: the earlier files aside, one new file placed, the list not yet.
            Path draft = Files.createDirectories(out.resolve(".loupe-export-123"));
            Path aside = Files.createDirectories(draft.resolve("earlier"));
            Files.writeString(out.resolve("new.txt"), "new");
            Contents.of(out, List.of("new.txt")).write(draft);
            for (String n : List.of("export.json", "seg-1.dcm")) {
                Files.move(out.resolve(n), aside.resolve(n));
            }
            try (ExportFolder begun = ExportFolder.begin(out)) {
                assertThat(begun.draft()).exists();
            }
            assertThat(Files.readAllBytes(out.resolve("seg-1.dcm"))).isEqualTo(before);
            assertThat(names(out)).doesNotContain("new.txt", ".loupe-export-123").contains("export.json");
        }

        @Test
        void takes_one_export_at_a_time() throws IOException {
            String uid = ct();
            Path out = folder.resolve("out");
            try (ExportFolder other = ExportFolder.begin(out)) {
                assertThatThrownBy(() -> site.exported(uid, out)).hasMessageContaining("another export");
                assertThat(other.draft()).exists();
            }
            site.exported(uid, out);
            assertThat(names(out)).contains("seg-1.dcm");
        }

        @Test
        void may_not_be_a_file() throws IOException {
            String uid = ct();
            Path file = Files.writeString(folder.resolve("file"), "x");
            assertThatThrownBy(() -> site.exported(uid, file)).isInstanceOf(ReviewException.class);
            assertThat(Files.readString(file)).isEqualTo("x");
        }
    }

    @Nested
    class Pictures {
        @Test
        void of_series_without_a_number_get_a_name_each() throws IOException {
            List<Path> files = new ArrayList<>(
                    new DrawnSeries("1.2.1", "CR", new double[0], 1, false).write(folder.resolve("a")));
            for (Path p : new DrawnSeries("1.2.1", "CR", new double[0], 1, false).write(folder.resolve("b"))) {
                files.add(otherSeries(p));
            }
            String uid = site.imported(files);
            ExportStudy.Exported done = site.exported(uid, folder.resolve("out"), new ExportStudy.Choice(false));
            assertThat(done.files()).contains("series-0.png", "series-0-2.png");
            assertThat(names(folder.resolve("out"))).contains("series-0.png", "series-0-2.png");
        }

        private static Path otherSeries(Path file) throws IOException {
            DataSet other = ReviewedStudy.read(file).toBuilder()
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.1.77")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.1.77.1")
                    .build();
            try (var out = Files.newOutputStream(file)) {
                DicomWriter.writeFile(other, TransferSyntax.EXPLICIT_LE, out);
            }
            return file;
        }

        @Test
        void that_cannot_be_drawn_stop_nothing_else() throws IOException {
            List<Path> files = new ArrayList<>(CT.write(folder.resolve("a")));
            Path film = new DrawnSeries("1.2.1", "CR", new double[0], 1, false).write(folder.resolve("b")).getFirst();
            files.add(undrawable(otherSeries(film)));
            String uid = site.imported(files);
            ExportStudy.Exported done = site.exported(uid, folder.resolve("out"), new ExportStudy.Choice(true));
            assertThat(done.notes()).singleElement().asString().contains("is not drawn");
            assertThat(done.files()).contains("series-0.png", "findings.json", "image-00006.dcm");
            assertThat(names(folder.resolve("out"))).containsAll(done.files());
        }

        /// As colour of 32 bits a sample, which no screen shows.
        private static Path undrawable(Path file) throws IOException {
            DataSet deep = ReviewedStudy.read(file).toBuilder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7.4")
                    .put(Tag.SamplesPerPixel, Vr.US, 3.0)
                    .put(Tag.PlanarConfiguration, Vr.US, 0.0)
                    .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                    .put(Tag.BitsAllocated, Vr.US, 32.0)
                    .put(Tag.BitsStored, Vr.US, 32.0)
                    .put(Tag.HighBit, Vr.US, 31.0)
                    .put(Tag.PixelData, Vr.OW, new byte[12 * DrawnSeries.ROWS * DrawnSeries.COLUMNS])
                    .build();
            try (var out = Files.newOutputStream(file)) {
                DicomWriter.writeFile(deep, TransferSyntax.EXPLICIT_LE, out);
            }
            return file;
        }

        @Test
        void stand_upright_whatever_way_the_slices_are_stored() throws IOException {
            // Stored with the feet of the picture up: the back is the first row.
            String uid = site.analysed(new DrawnSeries("1.2.3", "CT", DrawnSeries.FEET_UP, 5, false), folder.resolve("in"));
            Path out = site.exported(uid, folder.resolve("out"));
            BufferedImage picture = ImageIO.read(out.resolve("series-0-F2-box.png").toFile());
            int top = picture.getRGB(picture.getWidth() / 2, 5) & 0xff;
            int bottom = picture.getRGB(picture.getWidth() / 2, picture.getHeight() - 5) & 0xff;
            assertThat(top).as("the last stored row, which is the brightest, is on top").isGreaterThan(bottom);
        }

        @Test
        void go_through_no_file_but_their_own() throws IOException {
            String uid = ct();
            Path cache = Files.createDirectories(folder.resolve("cache"));
            ImageIO.setCacheDirectory(cache.toFile());
            try {
                // Whatever would be cached there cannot be written now.
                Files.delete(cache);
                site.exported(uid, folder.resolve("out"));
            } finally {
                ImageIO.setCacheDirectory(null);
            }
            assertThat(names(folder.resolve("out"))).contains("series-0-F1-ball.png");
        }
    }

    @Nested
    class Consent_that_is_missing {
        @Test
        void stops_the_drawing_of_pictures_too() throws IOException {
            String uid = ct();
            new Consents(site.store()).record(
                    uid, Purpose.CARE, Consent.Decision.WITHDRAWN, new Consents.Terms(Optional.empty(), "notice 1"));
            assertThatThrownBy(() -> new ExportStudy(site.store(), "test").render(uid, folder.resolve("out"), Purpose.CARE))
                    .isInstanceOf(ReviewException.class);
            assertThat(folder.resolve("out")).doesNotExist();
        }
    }
}
