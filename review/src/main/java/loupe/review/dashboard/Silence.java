package loupe.review.dashboard;

import java.util.ArrayList;
import java.util.List;
import loupe.inference.watch.Observation;

/// How long a model has had nothing to do. A model that falls silent may have lost its input: a scanner renamed its protocol, a rule no
/// longer fits.
///
/// @param model `ID@VERSION`
/// @param runs runs that are known of, at most some hundred
/// @param lastRun day of the last one, days since 1970-01-01 UTC
/// @param days whole days since then
/// @param usual the longest gap between two runs before, in days; 0 for a model with one day of runs
/// @param alarm whether it is silent: longer than [#LEAST] days, and than twice the longest gap before
public record Silence(String model, int runs, long lastRun, long days, long usual, boolean alarm) {
    /// Days without a run that alarm nobody, weekends and holidays among them.
    public static final int LEAST = 7;

    /// @param runs of the model, oldest first, one at least
    static Silence of(String model, List<Observation> runs, long today) {
        List<Long> days = new ArrayList<>(runs.stream().map(Observation::day).sorted().toList());
        long longest = 0;
        for (int i = 1; i < days.size(); i++) {
            longest = Math.max(longest, days.get(i) - days.get(i - 1));
        }
        long since = Math.max(0, today - days.getLast());
        return new Silence(model, runs.size(), days.getLast(), since, longest, since > LEAST && since > 2 * longest);
    }
}
