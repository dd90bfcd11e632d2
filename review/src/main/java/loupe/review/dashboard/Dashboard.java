package loupe.review.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import loupe.inference.watch.DriftWatch;
import loupe.review.quality.OverrideChart;

/// The figures of a site at one time, as one account may see them.
///
/// @param at when, UTC
/// @param by what findings are grouped by
/// @param lines findings by model and group
/// @param overrides a control chart a model: edited or rejected of decided, week by week
/// @param calibration a line a model that gives probabilities
/// @param drift a model's latest runs against its first ones, feature by feature, where there are enough
/// @param silence a line a model that ever ran
/// @param minutes that sealed studies were in a reader's hand, minutes a study
/// @param queues studies that wait, by where
/// @param notCounted studies whose findings this account may not see yet (first opinion, second look), which are in no figure of findings
/// @param together whether groups of fewer than [#SMALLEST] persons are put together
public record Dashboard(
        Instant at,
        List<Dimension> by,
        List<FindingsLine> lines,
        List<OverrideChart> overrides,
        List<Reliability> calibration,
        Map<String, List<DriftWatch.Reading>> drift,
        List<Silence> silence,
        Quartiles minutes,
        List<WaitingQueue> queues,
        int notCounted,
        boolean together) {
    /// Fewest persons of a group that is shown to who may not list studies, or is written out.
    public static final int SMALLEST = 5;

    /// Copies the collections.
    public Dashboard {
        by = List.copyOf(by);
        lines = List.copyOf(lines);
        overrides = List.copyOf(overrides);
        calibration = List.copyOf(calibration);
        drift = Map.copyOf(drift);
        silence = List.copyOf(silence);
        queues = List.copyOf(queues);
    }
}
