package loupe.review.hanging;

import java.util.List;

/// What one view shows.
///
/// @param series which series, by its traits
/// @param prior whether of the newest prior
/// @param look how it is shown
public record HungView(SeriesChoice series, boolean prior, Look look) {
    /// A view that shows a series as an example does.
    ///
    /// @param shown the series
    /// @param all all series of its study
    /// @param prior whether that study is a prior
    public static HungView of(SeriesKind shown, List<SeriesKind> all, boolean prior, Look look) {
        return new HungView(SeriesChoice.of(shown, all), prior, look);
    }

    /// The view as a person says it.
    public String text() {
        return look.text(series.text() + (prior ? " of the newest prior" : ""));
    }
}
