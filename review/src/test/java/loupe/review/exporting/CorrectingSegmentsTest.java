package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.History;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gestures on several segments, names and colours, and the undo of one segment alone; all there again after a restart.
class CorrectingSegmentsTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);
    private static final FindingId BALL = ReviewedStudy.BALL;
    private static final FindingId BOX = ReviewedStudy.BOX;
    private static final Code CYST = new Code("103552005", "SCT", "Cyst");

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

    private static MaskDelta flip(int... voxels) {
        MaskDelta.Builder b = MaskDelta.builder(DrawnSeries.COLUMNS * DrawnSeries.ROWS);
        for (int v : voxels) {
            b.flip(1, v);
        }
        return b.build();
    }

    private ReviewedFinding finding(FindingId id) {
        return review.state().finding(id).orElseThrow();
    }

    private Mask mask(FindingId id) {
        return finding(id).segment().orElseThrow().mask();
    }

    private ReviewSession.Stroke stroke(FindingId id, int... voxels) {
        return new ReviewSession.Stroke(id, flip(voxels), mask(id));
    }

    @Nested
    class A_gesture_on_two_segments {
        @Test
        void is_one_step_that_is_taken_back_as_one() throws IOException {
            Mask ball = mask(BALL);
            Mask box = mask(BOX);
            review.paint("overwrite", List.of(stroke(BALL, 3, 4), stroke(BOX, 5)));
            assertThat(review.undoName()).contains("overwrite on F1, F2");
            Mask painted = mask(BOX);
            assertThat(painted).isNotEqualTo(box);
            review = site.review(uid);
            assertThat(mask(BOX)).as("after a restart").isEqualTo(painted);
            review.undo();
            assertThat(mask(BALL)).isEqualTo(ball);
            assertThat(mask(BOX)).isEqualTo(box);
            assertThat(finding(BOX).verdict()).isInstanceOf(Verdict.Unreviewed.class);
            review.redo();
            assertThat(site.review(uid).state().finding(BOX).orElseThrow().segment().orElseThrow().mask()).isEqualTo(painted);
        }

        @Test
        void of_which_one_was_painted_by_another_meanwhile_changes_neither() throws IOException {
            List<ReviewSession.Stroke> both = List.of(stroke(BALL, 3), stroke(BOX, 5));
            site.paint(uid, BOX, 7);
            Mask ball = mask(BALL);
            assertThatThrownBy(() -> review.paint("overwrite", both)).hasMessageContaining("paint again");
            assertThat(site.review(uid).state().finding(BALL).orElseThrow().segment().orElseThrow().mask()).isEqualTo(ball);
        }
    }

    @Nested
    class A_segment_called_otherwise {
        private SegmentDescription own(FindingId id) {
            return finding(id).segment().orElseThrow().description();
        }

        /// OHIF #5781: colour and name could not be taken back.
        @Test
        void is_there_after_a_restart_and_can_be_taken_back() throws IOException {
            SegmentDescription before = own(BALL);
            review.describe(BALL, before.labelled("left one"));
            review.describe(BALL, own(BALL).coloured(0x009e73));
            review = site.review(uid);
            assertThat(finding(BALL).label()).isEqualTo("left one");
            assertThat(own(BALL).rgb()).isEqualTo(0x009e73);
            assertThat(review.undoName()).contains("recolour F1");
            review.undo();
            review.undo();
            assertThat(own(BALL)).isEqualTo(before);
            assertThat(finding(BALL).label()).isEqualTo("ball");
            assertThat(finding(BALL).verdict()).isInstanceOf(Verdict.Unreviewed.class);
        }

        @Test
        void leaves_with_its_code_and_without_the_readers_words() throws IOException {
            review.describe(BALL, own(BALL).labelled("as Mr OKONKWO said"));
            review.describe(BALL, own(BALL).coded(CYST));
            Path out = site.exported(uid, folder.resolve("out"));
            try (var files = Files.list(out)) {
                for (Path f : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1)).doesNotContain("OKONKWO");
                }
            }
            try (var files = Files.list(out)) {
                assertThat(files.filter(f -> f.toString().endsWith("findings.json") || f.toString().endsWith("report.dcm")))
                        .allMatch(f -> text(f).contains("103552005"));
            }
        }

        private static String text(Path f) {
            try {
                return new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Nested
    class Taking_back_on_one_segment_alone {
        @Test
        void leaves_what_was_done_on_others_since() throws IOException {
            Mask ball = mask(BALL);
            review.paint("brush", List.of(stroke(BALL, 3)));
            Mask once = mask(BALL);
            review.paint("brush", List.of(stroke(BALL, 9)));
            review.paint("brush", List.of(stroke(BOX, 5)));
            Mask box = mask(BOX);
            assertThat(review.takeBack(BALL)).contains("take back brush on F1");
            assertThat(mask(BALL)).isEqualTo(once);
            assertThat(review.takeBack(BALL)).isPresent();
            assertThat(mask(BALL)).isEqualTo(ball);
            assertThat(review.takeBack(BALL)).isEmpty();
            assertThat(mask(BOX)).isEqualTo(box);
            review.undo();
            assertThat(mask(BALL)).as("it is a step like others").isEqualTo(once);
        }
    }

    @Test
    void the_steps_are_listed_in_the_order_they_were_done() throws IOException {
        review.paint("brush", List.of(stroke(BALL, 3)));
        review.accept(BOX);
        review.undo();
        History.Steps steps = review.steps();
        assertThat(steps.done()).extracting(s -> s.edit().name()).containsExactly("brush on F1");
        assertThat(steps.undone()).extracting(s -> s.edit().name()).containsExactly("accept F2");
    }
}
