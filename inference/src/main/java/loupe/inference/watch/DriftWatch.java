package loupe.inference.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Compares a model's latest runs with its first ones at this site, feature by feature.
public final class DriftWatch {
    /// Runs that make the reference.
    public static final int REFERENCE = 100;

    /// Runs that make the window.
    public static final int WINDOW = 50;

    /// Share of undrifted windows that may raise an alarm.
    public static final double FALSE_ALARMS = 0.001;

    private record Feature(String name, ToDoubleFunction<Observation> value) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("input, 25 % quantile", o -> o.input().get(1)),
            new Feature("input, median", o -> o.input().get(2)),
            new Feature("input, 75 % quantile", o -> o.input().get(3)),
            new Feature("findings", Observation::findings),
            new Feature("confidence", Observation::confidence),
            new Feature("millilitres", Observation::millilitres));

    private DriftWatch() {}

    /// A feature's comparison.
    ///
    /// @param feature what was compared
    /// @param drift the comparison
    /// @param alert whether it is an alert
    public record Reading(String feature, Drift drift, boolean alert) {}

    /// Compares the last [#WINDOW] runs with the first [#REFERENCE]; empty until there are that many of both.
    public static List<Reading> read(List<Observation> runs) {
        if (runs.size() < REFERENCE + WINDOW) {
            return List.of();
        }
        List<Observation> first = runs.subList(0, REFERENCE);
        List<Observation> last = runs.subList(runs.size() - WINDOW, runs.size());
        List<Reading> all = new ArrayList<>();
        for (Feature f : FEATURES) {
            Drift d = Drift.between(first.stream().mapToDouble(f.value).toArray(), last.stream().mapToDouble(f.value).toArray());
            all.add(new Reading(f.name, d, d.alert(FEATURES.size(), FALSE_ALARMS)));
        }
        return all;
    }
}
