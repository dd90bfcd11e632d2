package loupe.review.quality;

import java.util.List;

/// What came of second looks.
///
/// @param samples a report a sample and queue, in order of drawing
/// @param items every item with both scores
/// @param overrides a control chart a model, over the reviews the account may see whole
/// @param leftOut reviews that await a second look and are in no control chart of this account's
public record QualityReport(List<SampleReport> samples, List<ScoredItem> items, List<OverrideChart> overrides, int leftOut) {
    /// Copies the lists.
    public QualityReport {
        samples = List.copyOf(samples);
        items = List.copyOf(items);
        overrides = List.copyOf(overrides);
    }
}
