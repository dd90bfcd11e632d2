package loupe.app.correct;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import loupe.app.action.Action;
import loupe.app.findings.FindingsViewModel;
import loupe.app.findings.TimelinePane;
import loupe.app.segments.CorrectionState;
import loupe.app.segments.DescribePane;
import loupe.app.segments.SegmentColours;
import loupe.app.segments.SegmentLook;
import loupe.app.tool.DrawingTool;
import loupe.core.finding.FindingId;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewedFinding;

/// Does what concerns the correction of segments.
///
/// @param model tools that correct
/// @param corrections how segments are shown and what may change
/// @param findings the findings and the steps on them
/// @param segments begins, deletes and merges segments
/// @param differences goes through the places where outline and model differ
/// @param doubts goes through the places of the border the model is in doubt about
/// @param tell shows a sentence
public record CorrectingActions(
        CorrectingViewModel model, CorrectionState corrections, FindingsViewModel findings, SegmentActions segments,
        NextPlaces differences,
        NextPlaces doubts,
        Consumer<String> tell) {
    private static final String OUTLINE = "CORRECT_";
    private static final String CLICK = "CLICK_";
    private static final String WHOLE = "WHOLE_";
    private static final String JOINT = "JOINT_";

    /// @return whether the action was one of these
    public boolean act(Action action) {
        switch (action) {
            case CORRECT_BALL -> {
                corrections.ballProperty().set(!corrections.ballProperty().get());
                tell.accept(corrections.ballProperty().get() ? say("Brush and eraser are balls.") : say("Brush and eraser are discs."));
            }
            case BRUSH_ALIKE -> model.alike(corrections.alikeProperty().get().isEmpty());
            case TAKE_BACK -> findings.takeBack();
            case DELETE_SEGMENT -> segments.delete();
            case SHOW_ORIGINAL -> compare(CorrectionState.Comparing.ORIGINAL, say("Outlines as the models made them (Alt+O)."));
            case SHOW_DIFFERENCE ->
                compare(CorrectionState.Comparing.DIFFERENCE,
                        say("Green: added to the models' outlines; hatched red: taken away (Alt+D)."));
            case CORRECT_LIVEWIRE -> model.follow(CorrectionTool.Follow.EDGES);
            case CORRECT_BOX -> model.prompt();
            case ALTERNATIVES -> model.alternative();
            case CORRECT_LEVEL -> model.follow(CorrectionTool.Follow.LEVEL);
            case NEXT_DIFFERENCE -> differences.next();
            case NEXT_DOUBT -> doubts.next();
            case SEGMENT_SHOWN -> look(SegmentLook::toggledVisible);
            case SEGMENT_LOCKED -> look(SegmentLook::toggledLocked);
            case SEGMENT_FILLED -> look(SegmentLook::toggledFilled);
            default -> {
                return tool(action);
            }
        }
        return true;
    }

    private boolean tool(Action action) {
        if (action.name().startsWith(OUTLINE)) {
            model.outline(DrawingTool.valueOf(action.name().substring(OUTLINE.length())));
        } else if (action.name().startsWith(CLICK)) {
            model.click(ClickCorrection.valueOf(action.name().substring(CLICK.length())));
        } else if (action.name().startsWith(WHOLE)) {
            model.whole(WholeCorrection.valueOf(action.name().substring(WHOLE.length())));
        } else if (action.name().startsWith(JOINT)) {
            model.joint(JointCorrection.valueOf(action.name().substring(JOINT.length())));
        } else {
            return false;
        }
        return true;
    }

    private void compare(CorrectionState.Comparing with, String words) {
        boolean on = corrections.comparingProperty().get() != with;
        corrections.comparingProperty().set(on ? with : CorrectionState.Comparing.NOW);
        tell.accept(on ? words : say("Outlines as they stand."));
    }

    private void look(UnaryOperator<SegmentLook> how) {
        Optional<FindingId> id = findings.selectedProperty().get();
        id.ifPresent(f -> {
            corrections.change(f, how);
            SegmentLook now = corrections.look(f);
            tell.accept(sayNumbers("%s is %s, %s, %s.", f, now.visible() ? say("shown") : say("hidden"), now.locked() ? say("locked")
                    : say("open"),
                    now.filled() ? say("filled") : say("a line")));
        });
    }

    /// Asks for name, code and colour of the outline in hand.
    ///
    /// @param close closes the sheet
    /// @return empty where no finding with an outline is in hand
    public Optional<DescribePane> describe(Runnable close) {
        return findings.selectedFinding().filter(f -> f.segment().isPresent()).map(f -> new DescribePane(
                DescribePane.Asked.of(f, colour(f)), MissedFindings.kinds(findings.stateProperty().get(), f.finding().seriesUid()),
                becomes -> {
                    close.run();
                    findings.describe(f.finding().id(), becomes);
                },
                close));
    }

    /// The colour an outline is drawn in.
    private int colour(ReviewedFinding f) {
        return SegmentColours.of(findings.findings()).getOrDefault(f.finding().id(), f.segment().orElseThrow().rgb());
    }

    /// Lists the steps to go back or forth to.
    ///
    /// @param close closes the sheet
    public TimelinePane timeline(Runnable close) {
        return new TimelinePane(findings, close);
    }
}
