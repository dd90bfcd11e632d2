package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.SegReader;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.SegmentDescription;
import loupe.core.study.Stack;
import loupe.review.edit.History;
import loupe.review.edit.ReviewedFinding;
import loupe.review.sealing.SealReview;
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

/// Segments that a reader begins, deletes and merges: steps of the review like others, findings of the reader, in what is exported.
class OwnSegmentsTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);
    private static final FindingId BALL = ReviewedStudy.BALL;
    private static final FindingId BOX = ReviewedStudy.BOX;
    private static final FindingId R1 = new FindingId("R1");
    private static final Code CATEGORY = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code CYST = new Code("103552005", "SCT", "Cyst");
    private static final SegmentDescription CALLED = new SegmentDescription("as Mr OKONKWO said", CATEGORY, CYST, 0x56b4e9);

    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid;
    private ReviewSession review;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        uid = site.analysed(CT, folder.resolve("in"));
        review = site.review(uid);
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private Stack stack() throws IOException {
        return StudyImages.of(site.store(), uid).series().getFirst().stacks().getFirst();
    }

    private FindingId begun() throws IOException {
        String series = finding(BALL).finding().seriesUid();
        return review.begin(new ReviewSession.NewSegment(series, stack().grid(), stack().volumesHold(), CALLED));
    }

    private ReviewedFinding finding(FindingId id) {
        return review.state().finding(id).orElseThrow();
    }

    private boolean there(FindingId id) {
        return review.state().finding(id).isPresent();
    }

    private Mask mask(FindingId id) {
        return finding(id).segment().orElseThrow().mask();
    }

    private void paint(FindingId id, int... voxels) throws IOException {
        MaskDelta.Builder b = MaskDelta.builder(DrawnSeries.COLUMNS * DrawnSeries.ROWS);
        for (int v : voxels) {
            b.flip(1, v);
        }
        review.paint("brush", List.of(new ReviewSession.Stroke(id, b.build(), mask(id))));
    }

    private void merge(FindingId source, FindingId target) throws IOException {
        review.merge(new ReviewSession.Outline(source, mask(source)), new ReviewSession.Outline(target, mask(target)));
    }

    private static String text(Path f) throws IOException {
        return new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1);
    }

    @Nested
    class A_segment_of_a_readers_own {
        @Test
        void begins_empty_and_is_there_after_a_restart_with_what_was_drawn_in_it() throws IOException {
            assertThat(begun()).isEqualTo(R1);
            assertThat(mask(R1).isEmpty()).isTrue();
            assertThat(finding(R1).label()).isEqualTo("as Mr OKONKWO said");
            assertThat(finding(R1).drawnByReader()).isTrue();
            paint(R1, 3, 4, 5);
            Mask drawn = mask(R1);
            review = site.review(uid);
            assertThat(mask(R1)).isEqualTo(drawn);
            assertThat(finding(R1).verdict()).isInstanceOf(Verdict.Edited.class);
            assertThat(review.steps().done()).extracting(s -> s.edit().name()).containsExactly("new segment R1", "brush on R1");
        }

        @Test
        void goes_with_the_undo_of_its_beginning_and_its_id_is_not_given_again() throws IOException {
            begun();
            review.undo();
            assertThat(there(R1)).isFalse();
            assertThat(begun()).isEqualTo(new FindingId("R2"));
            assertThat(site.review(uid).state().nextSegment()).isEqualTo(new FindingId("R3"));
        }

        @Test
        void that_is_deleted_comes_back_with_its_voxels_and_its_name() throws IOException {
            begun();
            paint(R1, 3, 4);
            review.describe(R1, CALLED.labelled("left one"));
            Mask drawn = mask(R1);
            review.delete(R1);
            assertThat(there(R1)).isFalse();
            assertThat(site.review(uid).state().finding(R1)).as("after a restart").isEmpty();
            assertThatThrownBy(() -> review.describe(R1, CALLED)).isInstanceOf(IOException.class);
            review.undo();
            review = site.review(uid);
            assertThat(mask(R1)).isEqualTo(drawn);
            assertThat(finding(R1).label()).isEqualTo("left one");
            review.redo();
            assertThat(there(R1)).isFalse();
        }

        @Test
        void is_taken_back_stroke_by_stroke_whatever_was_done_on_others() throws IOException {
            begun();
            paint(R1, 3);
            Mask once = mask(R1);
            paint(R1, 9);
            paint(BOX, 5);
            Mask box = mask(BOX);
            assertThat(review.takeBack(R1)).contains("take back brush on R1");
            assertThat(mask(R1)).isEqualTo(once);
            assertThat(mask(BOX)).isEqualTo(box);
            assertThat(review.takeBack(R1)).isPresent();
            assertThat(mask(R1).isEmpty()).isTrue();
            assertThat(review.takeBack(R1)).isEmpty();
        }

        @Test
        void is_neither_accepted_nor_rejected_by_who_drew_it() throws IOException {
            begun();
            assertThatThrownBy(() -> review.accept(R1)).hasMessageContaining("your own");
            assertThatThrownBy(() -> review.reject(R1, RejectReason.ARTEFACT, "")).hasMessageContaining("delete it");
        }
    }

    @Test
    void a_models_segment_is_not_deleted() {
        assertThatThrownBy(() -> review.delete(BALL)).hasMessageContaining("reject it");
        assertThat(there(BALL)).isTrue();
    }

    @Nested
    class Merging {
        @Test
        void gives_the_target_both_and_is_taken_back_as_one() throws IOException {
            begun();
            paint(R1, 3, 4, 5);
            paint(BALL, 4);
            Mask own = mask(R1);
            Mask ball = mask(BALL);
            merge(R1, BALL);
            assertThat(review.undoName()).contains("merge R1 into F1");
            assertThat(mask(BALL)).isEqualTo(ball.or(own));
            assertThat(there(R1)).isFalse();
            review = site.review(uid);
            assertThat(mask(BALL)).as("after a restart").isEqualTo(ball.or(own));
            review.undo();
            assertThat(mask(BALL)).isEqualTo(ball);
            assertThat(mask(R1)).isEqualTo(own);
            review.redo();
            review = site.review(uid);
            assertThat(mask(BALL)).isEqualTo(ball.or(own));
            assertThat(there(R1)).isFalse();
        }

        @Test
        void of_a_models_segment_leaves_it_there_without_voxels() throws IOException {
            begun();
            Mask box = mask(BOX);
            merge(BOX, R1);
            assertThat(mask(R1)).isEqualTo(box);
            assertThat(mask(BOX).isEmpty()).isTrue();
            assertThat(finding(BOX).original()).contains(box);
            review.undo();
            assertThat(mask(BOX)).isEqualTo(box);
            assertThat(mask(R1).isEmpty()).isTrue();
            assertThat(finding(BOX).verdict()).isInstanceOf(Verdict.Unreviewed.class);
        }

        @Test
        void is_not_taken_back_on_one_of_both_alone() throws IOException {
            begun();
            paint(R1, 3);
            merge(R1, BALL);
            Mask merged = mask(BALL);
            assertThatThrownBy(() -> review.takeBack(BALL)).hasMessageContaining("undo it");
            assertThat(mask(BALL)).isEqualTo(merged);
        }

        @Test
        void of_what_another_painted_on_meanwhile_changes_nothing() throws IOException {
            begun();
            ReviewSession.Outline box = new ReviewSession.Outline(BOX, mask(BOX));
            ReviewSession.Outline own = new ReviewSession.Outline(R1, mask(R1));
            site.paint(uid, BOX, 7);
            assertThatThrownBy(() -> review.merge(box, own)).hasMessageContaining("paint again");
            assertThat(site.review(uid).state().mask(finding(R1).ref()).isEmpty()).isTrue();
        }

        @Test
        void of_a_segment_with_itself_is_refused() throws IOException {
            begun();
            assertThatThrownBy(() -> merge(R1, R1)).hasMessageContaining("two segments");
        }
    }

    @Nested
    class What_leaves {
        private Path exported() throws IOException {
            return site.exported(uid, folder.resolve("out"));
        }

        private JsonNode json(Path out, String id) throws IOException {
            for (JsonNode f : new ObjectMapper().readTree(out.resolve("findings.json").toFile()).get("findings")) {
                if (f.get("finding").get("id").asText().equals(id)) {
                    return f;
                }
            }
            throw new AssertionError("no finding " + id);
        }

        @Test
        void has_a_segmentation_by_hand_with_the_readers_voxels() throws IOException {
            begun();
            paint(R1, 3, 4, 5);
            Path out = exported();
            DataSet seg = ReviewedStudy.read(out.resolve("seg-2.dcm"));
            assertThat(seg.items(Tag.SegmentSequence)).singleElement().satisfies(s -> {
                assertThat(s.string(Tag.SegmentAlgorithmType, "")).isEqualTo("MANUAL");
                assertThat(s.contains(Tag.SegmentAlgorithmName)).isFalse();
                assertThat(s.string(Tag.SegmentLabel, "")).isEqualTo("Cyst");
            });
            assertThat(SegReader.read(seg, stack()).segment(1).mask()).isEqualTo(mask(R1));
        }

        @Test
        void says_in_its_findings_who_drew_it() throws IOException {
            begun();
            paint(R1, 3, 4, 5);
            JsonNode own = json(exported(), "R1");
            assertThat(own.get("drawnBy").asText()).isEqualTo("reader");
            assertThat(own.get("finding").get("type").get("value").asText()).isEqualTo("103552005");
            assertThat(own.get("finding").get("label").asText()).isEqualTo("Cyst");
            assertThat(own.get("finding").get("provenance").get("modelId").asText()).isEmpty();
            assertThat(own.get("millilitres").asDouble()).isEqualTo(mask(R1).millilitres());
            assertThat(json(folder.resolve("out"), "F1").get("drawnBy").asText()).isEqualTo("model");
        }

        @Test
        void has_it_in_the_report_without_an_algorithm() throws IOException {
            begun();
            paint(R1, 3, 4, 5);
            Path out = exported();
            String report = text(out.resolve("report.dcm"));
            assertThat(report).contains("103552005").contains("Outlined by a reader")
                    .contains(ReviewedStudy.read(out.resolve("seg-2.dcm")).string(Tag.SOPInstanceUID, ""));
        }

        @Test
        void has_not_the_readers_words() throws IOException {
            begun();
            paint(R1, 3, 4, 5);
            review.describe(R1, CALLED.labelled("OKONKWO, left"));
            merge(R1, BALL);
            review.undo();
            try (Stream<Path> files = Files.list(exported())) {
                for (Path f : files.filter(Files::isRegularFile).toList()) {
                    assertThat(text(f)).as(f.toString()).doesNotContain("OKONKWO");
                    assertThat(f.getFileName().toString()).doesNotContain("OKONKWO");
                }
            }
        }

        @Test
        void has_nothing_of_an_empty_segment_and_of_one_that_was_merged_away() throws IOException {
            begun();
            Path out = exported();
            assertThat(out.resolve("seg-2.dcm")).doesNotExist();
            assertThat(text(out.resolve("findings.json"))).doesNotContain("\"R1\"");
            int before = ReviewedStudy.read(out.resolve("seg-1.dcm")).items(Tag.SegmentSequence).size();
            merge(BOX, BALL);
            exported();
            assertThat(ReviewedStudy.read(out.resolve("seg-1.dcm")).items(Tag.SegmentSequence)).hasSize(before - 1)
                    .extracting(s -> s.string(Tag.SegmentLabel, "")).doesNotContain("box");
            assertThat(json(out, "F2").get("millilitres").isNull() || json(out, "F2").get("millilitres").asDouble() == 0).isTrue();
        }

        @Test
        void leaves_from_a_study_no_model_looked_at() throws IOException {
            uid = site.imported(new DrawnSeries("1.2.7", "CT", DrawnSeries.AXIAL, 5, false).write(folder.resolve("in2")));
            review = site.review(uid);
            String series = StudyImages.of(site.store(), uid).series().getFirst().uid();
            review.begin(new ReviewSession.NewSegment(series, stack().grid(), true, CALLED));
            paint(R1, 3, 4, 5);
            Path out = exported();
            assertThat(SegReader.read(ReviewedStudy.read(out.resolve("seg-1.dcm")), stack()).segment(1).mask()).isEqualTo(mask(R1));
            new SealReview(site.store(), site.clock()).run(uid, "Miller^Jane", "read");
            review.refresh();
            assertThatThrownBy(() -> review.delete(R1)).hasMessageContaining("sealed");
        }
    }

    /// What a program wrote that knew no segments of a reader's own.
    @Test
    void a_journal_of_before_is_read() throws IOException {
        byte[] first = ("{\"body\":{\"assessment\":\"UNSURE\",\"at\":\"2026-01-02T12:00:00Z\",\"by\":\"Miller^Jane\","
                + "\"drawings\":[],\"unseen\":true},\"type\":\"first-opinion\",\"v\":1}").getBytes(StandardCharsets.UTF_8);
        byte[] accepted = ("{\"body\":{\"after\":{\"at\":\"2026-01-02T12:00:00Z\",\"by\":\"Miller^Jane\",\"verdict\":\"accepted\"},"
                + "\"before\":{\"verdict\":\"unreviewed\"},\"finding\":\"F2\"},\"type\":\"verdict-edit\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
        for (NewRecord r : List.of(
                NewRecord.of(uid, RecordKind.FIRST_OPINION, first), NewRecord.of(uid, RecordKind.VERDICT, accepted))) {
            site.store().append(r, s -> s, AuditEntry.of(AuditEvent.VERDICT_GIVEN, "before", uid));
        }
        review = site.review(uid);
        assertThat(review.state().opinionOf("Miller^Jane").orElseThrow().segments()).isEmpty();
        assertThat(finding(BOX).verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(begun()).isEqualTo(R1);
        History.Steps steps = site.review(uid).steps();
        assertThat(steps.done()).extracting(s -> s.edit().name()).containsExactly("accept F2", "new segment R1");
    }
}
