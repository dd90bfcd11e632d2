package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.findings.FindingsViewModel;
import loupe.app.segments.DescribePane;
import loupe.app.segments.MergePane;
import loupe.app.segments.SegmentColours;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.finding.FindingId;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.study.Stack;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.ReviewSession;

/// Begins, deletes and merges segments; for the toolkit's thread.
///
/// @param findings the findings and the steps on them
/// @param tools what all views share
/// @param active the view in hand
/// @param tell shows a sentence
public record SegmentActions(
        FindingsViewModel findings, SharedView tools, Supplier<ViewerViewModel> active, Consumer<String> tell) {
    private static final String NO_STACK =
            later("A segment is begun on images as they were taken or on planes of a stack, not on these (Shift+U shows them as taken).");

    /// Asks what a new segment on the series in hand is called.
    ///
    /// @param close closes the sheet
    /// @return empty where none can be begun there; it is said why
    public Optional<DescribePane> begin(Runnable close) {
        ShownSeries shown = active.get().currentProperty().get();
        Optional<Stack> stack = shown.source();
        if (stack.isEmpty() || shown.prior().isPresent()) {
            tell.accept(shown.prior().isPresent()
                    ? say("A prior is only looked at; begin the segment on the study that is read.")
                    : say(NO_STACK));
            return Optional.empty();
        }
        ReviewState now = findings.stateProperty().get();
        int colour = SegmentColours.free(SegmentColours.of(now.findings()).values());
        return Optional.of(new DescribePane(
                DescribePane.Asked.begun("Segment " + (now.ownSegments().size() + 1), colour),
                MissedFindings.kinds(now, shown.seriesUid()),
                called -> {
                    close.run();
                    findings.begin(new ReviewSession.NewSegment(
                            shown.seriesUid(), stack.get().grid(), stack.get().volumesHold(), called));
                },
                close));
    }

    /// Deletes the segment in hand, where it is a reader's own; a model's is rejected, not deleted.
    void delete() {
        Optional<ReviewedFinding> f = findings.selectedFinding();
        if (f.isEmpty() || !f.get().drawnByReader()) {
            tell.accept(f.map(x -> say("{0} is a model's: it is not deleted; reject it (R).", x.finding().id()))
                    .orElse(say("Select a segment of your own first.")));
        } else if (tools.corrections().look(f.get().finding().id()).locked()) {
            tell.accept(say("{0} is locked; open it first (Alt+L).", f.get().finding().id()));
        } else {
            findings.delete(f.get().finding().id());
        }
    }

    /// Asks which segment goes into the one in hand.
    ///
    /// @param close closes the sheet
    /// @return empty where none can; it is said why
    public Optional<MergePane> merge(Runnable close) {
        Optional<ReviewedFinding> target = findings.selectedFinding().filter(f -> active.get().maskInHand().isPresent());
        List<ReviewedFinding> sources = target.map(this::sources).orElse(List.of());
        if (sources.isEmpty()) {
            tell.accept(target.isEmpty()
                    ? say(CorrectingViewModel.NO_OUTLINE)
                    : say("There is no other open segment with voxels on this series to merge into {0}.", target.get().finding().id()));
            return Optional.empty();
        }
        FindingId into = target.get().finding().id();
        return Optional.of(new MergePane(target.get(), sources, from -> {
            close.run();
            outline(from).ifPresent(s -> outline(into).ifPresent(t -> findings.merge(s, t)));
        }, close));
    }

    private List<ReviewedFinding> sources(ReviewedFinding target) {
        return findings.findings().stream()
                .filter(f -> !f.finding().id().equals(target.finding().id()) && !f.rejected())
                .filter(f -> !tools.corrections().look(f.finding().id()).locked())
                .filter(f -> f.segment().filter(s -> !s.mask().isEmpty() && s.mask().grid().equals(grid(target))).isPresent())
                .toList();
    }

    private static VoxelGrid grid(ReviewedFinding f) {
        return f.segment().orElseThrow().mask().grid();
    }

    private Optional<ReviewSession.Outline> outline(FindingId id) {
        Optional<Mask> mask = tools.mask(id);
        return mask.map(m -> new ReviewSession.Outline(id, m));
    }
}
