package loupe.review.quality;

import java.util.List;

/// What came of second looks.
///
/// @param samples a report a sample and queue, in order of drawing
/// @param items every item with both scores
/// @param overrides a control chart a model
public record QualityReport(List<SampleReport> samples, List<ScoredItem> items, List<OverrideChart> overrides) {
    /// Copies the lists.
    public QualityReport {
        samples = List.copyOf(samples);
        items = List.copyOf(items);
        overrides = List.copyOf(overrides);
    }
}
