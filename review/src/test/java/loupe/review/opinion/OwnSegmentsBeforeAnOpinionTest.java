package loupe.review.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loupe.core.finding.FindingId;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.FirstOpinion.Assessment;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In the blind first read a reader's own segments are as their drawings: seen, changed and taken back by them, in their first
/// opinion.
class OwnSegmentsBeforeAnOpinionTest {
    private static final FindingId F1 = new FindingId("F1");
    private static final FindingId R1 = new FindingId("R1");
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");

    @TempDir Path folder;
    private BlindSite site;
    private String study;

    @BeforeEach
    void a_study_in_which_a_model_found_one_thing() throws IOException {
        site = new BlindSite(folder);
        study = site.study();
        site.found(study, 1);
        site.wantBlind();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private ReviewSession drawn() throws IOException {
        ReviewSession review = site.open(study);
        FindingId id = review.begin(new ReviewSession.NewSegment(
                BlindSite.SERIES, BlindSite.GRID, true, new SegmentDescription("mine", ABNORMAL, ABNORMAL, 0x56b4e9)));
        paint(review, id);
        return review;
    }

    /// The model's disc: 3 x 3 voxels around column 6, row 10 of slice 5.
    private static void paint(ReviewSession review, FindingId id) throws IOException {
        MaskDelta.Builder b = MaskDelta.builder(BlindSite.GRID.voxelsPerSlice());
        for (int row = 9; row <= 11; row++) {
            b.flip(5, row * BlindSite.GRID.columns() + 6);
        }
        Mask now = review.state().finding(id).orElseThrow().segment().orElseThrow().mask();
        review.paint("brush", List.of(new ReviewSession.Stroke(id, b.build(), now)));
    }

    @Test
    void they_are_all_a_reader_sees_and_can_be_changed_and_taken_back() throws IOException {
        ReviewSession review = drawn();
        assertThat(review.blind()).isTrue();
        assertThat(review.state().findings()).extracting(f -> f.finding().id()).containsExactly(R1);
        assertThat(review.undoName()).contains("brush on R1");
        review.undo();
        review.redo();
        review.takeBack(R1);
        review.delete(R1);
        review.undo();
        assertThat(review.steps().done()).hasSize(3);
        assertThatThrownBy(() -> review.paint(F1, "brush", MaskDelta.builder(BlindSite.GRID.voxelsPerSlice()).flip(0, 0).build()))
                .hasMessage(BlindReading.FIRST);
    }

    @Test
    void another_reader_who_awaits_an_opinion_too_does_not_see_them_and_nobody_else_changes_them() throws IOException {
        drawn();
        site.come(BlindSite.SECOND);
        ReviewSession second = site.open(study);
        assertThat(second.state().findings()).isEmpty();
        assertThat(second.undoName()).isEmpty();
        second.commit(Assessment.NO_FINDING);
        assertThat(second.state().finding(R1)).isPresent();
        assertThatThrownBy(() -> paint(second, R1)).hasMessageContaining("awaited");
        assertThatThrownBy(() -> second.delete(R1)).hasMessageContaining("awaited");
    }

    @Test
    void they_are_in_the_first_opinion_and_set_beside_what_models_found() throws IOException {
        ReviewSession review = drawn();
        assertThatThrownBy(() -> review.commit(Assessment.NO_FINDING)).hasMessageContaining("marked findings");
        FirstOpinion first = review.commit(Assessment.FINDING);
        assertThat(first.unseen()).as("to draw is no decision").isTrue();
        assertThat(first.outlined()).extracting(s -> s.id().value()).containsExactly("R1");
        Comparison c = Comparison.of(first, review.state());
        assertThat(c.agreed()).singleElement().satisfies(a -> {
            assertThat(a.drawn().id()).isEqualTo("R1");
            assertThat(a.found().finding().id()).isEqualTo(F1);
        });
        assertThat(c.onlyModels()).isEmpty();
        review.delete(R1);
        assertThat(site.open(study).state().opinionOf(BlindSite.FIRST).orElseThrow().outlined()).as("never changed").hasSize(1);
    }
}
