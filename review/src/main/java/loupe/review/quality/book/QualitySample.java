package loupe.review.quality.book;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.agreement.StratifiedDraw;

/// A random sample, or a targeted queue: never both.
///
/// @param number from 1, in order of drawing
/// @param drawnAt when, UTC
/// @param drawnBy account name
/// @param draw how it was drawn; empty for a targeted queue
/// @param strata of a random sample
/// @param items in the order they are worked through
public record QualitySample(
        int number,
        Instant drawnAt,
        String drawnBy,
        Optional<Draw> draw,
        List<SampleStratum> strata,
        List<SampledItem> items) {
    /// Copies the lists.
    public QualitySample {
        strata = List.copyOf(strata);
        items = List.copyOf(items);
    }

    /// What repeats a draw: over the same sealed reviews the same seed gives the same findings.
    ///
    /// @param seed of the generator
    /// @param allocation how it was shared out over strata
    public record Draw(long seed, StratifiedDraw.Allocation allocation) {}

    /// Whether it is a targeted queue, whose numbers say nothing of the others.
    public boolean targeted() {
        return draw.isEmpty();
    }

    /// Findings it was drawn from; of a targeted queue its own.
    public int population() {
        return targeted() ? items.size() : strata.stream().mapToInt(SampleStratum::population).sum();
    }
}
