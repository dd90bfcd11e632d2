package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import loupe.app.segments.CorrectionState;
import loupe.core.finding.FindingId;
import loupe.core.render.Layer;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;

/// What of a finding's outlines is drawn: as it stands with the stroke under way, as a waiting tool would make it, as the model made it,
/// or where both differ.
///
/// @param tools what all views share
/// @param finding a finding with an outline
record FindingOverlays(SharedView tools, ReviewedFinding finding) {
    private static final int ADDED = 0x009e73;
    private static final int TAKEN = 0xd55e00;

    List<MaskOverlay> of(Optional<Painting> painting) {
        FindingId id = finding.finding().id();
        Mask model = finding.original().orElseGet(() -> finding.segment().orElseThrow().mask());
        Mask now = painting.filter(p -> p.finding().equals(id)).map(Painting::preview)
                .or(() -> tools.corrections().pendingProperty().get().flatMap(p -> p.after(id)))
                .or(() -> tools.mask(finding)).orElseThrow();
        CorrectionState.Comparing comparing = finding.drawnByReader()
                ? CorrectionState.Comparing.NOW
                : tools.corrections().comparingProperty().get();
        boolean selected = tools.selected().filter(id::equals).isPresent();
        int rgb = tools.colour(finding);
        boolean filled = tools.corrections().look(id).filled();
        return switch (comparing) {
            case NOW -> List.of(MaskOverlay.of(finding, now, rgb, selected, filled));
            case ORIGINAL -> List.of(new MaskOverlay(
                    id.value() + " model", say("{0}, as the model made it", id), model, rgb, Layer.Style.DASHED, selected, filled));
            case DIFFERENCE -> List.of(
                    MaskOverlay.of(finding, now, rgb, selected, false),
                    new MaskOverlay("", say("{0}, added to the model's", id), now.andNot(model), ADDED, Layer.Style.SOLID, selected, true),
                    new MaskOverlay("", say("{0}, taken from the model's", id), model.andNot(now), TAKEN, Layer.Style.HATCHED, selected,
                            true));
        };
    }
}
