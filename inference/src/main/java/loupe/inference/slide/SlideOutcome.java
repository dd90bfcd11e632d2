package loupe.inference.slide;

import java.util.List;
import loupe.core.finding.Prediction;

/// What a model said about a slide.
///
/// @param prediction the tissue's outline with its area, or how many objects there are and how dense they lie
/// @param objects every object that was counted; empty for outlines
public record SlideOutcome(Prediction prediction, List<SlideObject> objects) {
    /// Copies the list.
    public SlideOutcome {
        objects = List.copyOf(objects);
    }
}
