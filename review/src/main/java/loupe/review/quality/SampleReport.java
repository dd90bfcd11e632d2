package loupe.review.quality;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.agreement.Interval;
import loupe.core.agreement.Kappa;
import loupe.core.agreement.Share;
import loupe.core.agreement.WeightedShare;

/// What came of a random sample, or of a targeted queue, which has counts and no rates.
///
/// @param number of the sample
/// @param targeted whether it is a targeted queue
/// @param population findings it was drawn from
/// @param items in it
/// @param scored items with both scores
/// @param waiting of those, items that wait for another person; until then the QA reviewer's score counts
/// @param represented findings the scored items stand for: those of strata in which any was scored
/// @param reader scores of readers
/// @param model scores of models
/// @param agreement of first and blind second answers; empty for a targeted queue and where nothing was scored
/// @param effort time and what it brought
public record SampleReport(
        int number,
        boolean targeted,
        int population,
        int items,
        int scored,
        int waiting,
        int represented,
        Scores reader,
        Scores model,
        Optional<Agreement> agreement,
        Effort effort) {
    /// How many got each score.
    ///
    /// @param counts of 1, 2a, 2b, 3a and 3b
    /// @param discrepant those with 2b, 3a or 3b out of all scored
    /// @param estimate the share of them in the population, each item weighed by how many findings it stands for; empty for a targeted
    ///        queue
    public record Scores(List<Integer> counts, Share discrepant, Optional<WeightedShare> estimate) {
        /// Copies the counts.
        public Scores {
            counts = List.copyOf(counts);
        }
    }

    /// How first and blind second answers agree, items weighed.
    ///
    /// @param kappa of accepted, edited, rejected
    /// @param kept agreement on what is true, accepted or edited: 0 to 1, NaN where neither said so
    /// @param keptInterval its 95 % interval
    /// @param rejected agreement on what is rejected: 0 to 1, NaN where neither said so
    /// @param rejectedInterval its 95 % interval
    public record Agreement(Kappa kappa, double kept, Interval keptInterval, double rejected, Interval rejectedInterval) {}

    /// Time and what it brought. A true catch is a discrepancy of 2b, 3a or 3b that another person let stand.
    ///
    /// @param minutes spent on the items whose minutes are known
    /// @param timed items whose minutes are known
    /// @param readerCatches items with a true catch of the reader's
    /// @param modelCatches items with a true catch of the model's
    /// @param catches items with either
    /// @param minutesPerCatch minutes of items whose minutes are known by the catches among them; empty without any
    public record Effort(
            double minutes, int timed, int readerCatches, int modelCatches, int catches, OptionalDouble minutesPerCatch) {}
}
