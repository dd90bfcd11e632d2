package loupe.app.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Provenance;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.Test;

/// One gesture on several segments: what it flips in them and in others.
class SeveralSegmentsTest {
    private static final Code ORGAN = new Code("123037004", "SCT", "Anatomical Structure");
    private static final VoxelGrid GRID = VoxelGrid.axial(8, 1, 1, new PatientPoint(0, 0, 0), 1, 1, "");
    private static final FindingId A = new FindingId("F1");
    private static final FindingId B = new FindingId("F2");
    private static final FindingId C = new FindingId("F3");

    private final CorrectionState state = new CorrectionState();
    private final List<ReviewedFinding> all = List.of(finding(1, 0, 1), finding(2, 2, 3), finding(3, 4, 5));

    private static Mask mask(int... columns) {
        Mask.Builder b = Mask.builder(GRID);
        for (int c : columns) {
            b.add(c, 0, 0);
        }
        return b.build();
    }

    private static ReviewedFinding finding(int n, int... columns) {
        Segment s = new Segment(n, "s" + n, ORGAN, ORGAN, 0xff0000, mask(columns));
        Provenance from = new Provenance("net", "1", "00", Instant.EPOCH, "test");
        Finding f = new Finding(new FindingId("F" + n), "2.25.1", ORGAN, "s" + n, new PatientPoint(0, 0, 0), 1, n, List.of(), from);
        return new ReviewedFinding("p", f, new Verdict.Unreviewed(), Optional.of(s), Optional.of(s));
    }

    /// A loses column 1 to B, and B gains column 4, which C has.
    private Map<FindingId, Mask> after() {
        Map<FindingId, MaskDelta> edited = new LinkedHashMap<>();
        edited.put(A, mask(0, 1).deltaTo(mask(0)));
        edited.put(B, mask(2, 3).deltaTo(mask(1, 2, 3, 4)));
        Map<FindingId, Mask> out = new LinkedHashMap<>();
        for (ReviewSession.Stroke s : state.strokes(edited, all, f -> f.segment().map(Segment::mask))) {
            out.put(s.finding(), s.painted().apply(s.delta()));
        }
        return out;
    }

    @Test
    void others_keep_their_voxels_where_segments_may_overlap() {
        assertThat(after()).isEqualTo(Map.of(A, mask(0), B, mask(1, 2, 3, 4)));
    }

    @Test
    void others_lose_what_is_gained_and_those_changed_together_take_nothing_from_one_another_twice() {
        state.overlapProperty().set(OverlapPolicy.OVERWRITE_ALL);
        assertThat(after()).isEqualTo(Map.of(A, mask(0), B, mask(1, 2, 3, 4), C, mask(5)));
    }

    @Test
    void a_locked_one_loses_nothing_and_a_hidden_one_nothing_where_only_those_shown_do() {
        state.overlapProperty().set(OverlapPolicy.OVERWRITE_ALL);
        state.change(C, SegmentLook::toggledLocked);
        assertThat(after()).doesNotContainKey(C);
        state.change(C, SegmentLook::toggledLocked);
        state.change(C, SegmentLook::toggledVisible);
        assertThat(after()).containsKey(C);
        state.overlapProperty().set(OverlapPolicy.OVERWRITE_VISIBLE);
        assertThat(after()).doesNotContainKey(C);
    }

    @Test
    void what_waits_names_each_segment_once() {
        PendingCorrection.Part part = new PendingCorrection.Part(A, mask(0), mask(1));
        assertThat(new PendingCorrection("smooth", List.of(part)).after(A)).contains(mask(1));
        assertThat(new PendingCorrection("smooth", List.of(part)).after(B)).isEmpty();
        assertThatThrownBy(() -> new PendingCorrection("smooth", List.of(part, part))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_new_segments_colour_is_like_none_in_use_and_like_none_of_a_verdict() {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int free = SegmentColours.free(used);
            used.forEach(u -> assertThat(apart(u, free)).isGreaterThan(60));
            for (Verdict v : List.of(
                    new Verdict.Unreviewed(), new Verdict.Accepted("", Instant.EPOCH), new Verdict.Edited("", Instant.EPOCH))) {
                assertThat(apart(KeyImages.rgb(v), free)).isGreaterThan(60);
            }
            used.add(free);
        }
    }

    private static double apart(int a, int b) {
        return Math.hypot(Math.hypot((a >> 16) - (b >> 16), (a >> 8 & 255) - (b >> 8 & 255)), (a & 255) - (b & 255));
    }
}
