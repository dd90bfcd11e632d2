package loupe.core.agreement;

import java.util.ArrayList;
import java.util.List;

/// The chart of shares of groups in order of time: p̄ ± 3 √(p̄ (1 − p̄) / nᵢ), cut at 0 and 1 (Shewhart; Montgomery, Introduction to
/// Statistical Quality Control, chapter 7). Groups may be of unlike size; each has limits of its own.
public final class PChart {
    private static final double SIGMAS = 3;

    private PChart() {}

    /// The share over all groups; NaN where there is nothing in them.
    public static double centre(List<Share> groups) {
        double count = 0;
        double of = 0;
        for (Share g : groups) {
            count += g.count();
            of += g.of();
        }
        return count / of;
    }

    /// A point a group, around the share over all.
    public static List<ControlPoint> of(List<Share> groups) {
        return around(centre(groups), groups);
    }

    /// A point a group, around a share known from before.
    ///
    /// @param centre 0 to 1
    /// @param groups none of them empty
    public static List<ControlPoint> around(double centre, List<Share> groups) {
        List<ControlPoint> out = new ArrayList<>();
        for (Share g : groups) {
            double reach = SIGMAS * sigma(centre, g);
            out.add(new ControlPoint(g.value(), Math.max(0, centre - reach), centre, Math.min(1, centre + reach)));
        }
        return List.copyOf(out);
    }

    /// Standard deviation of a group's share.
    static double sigma(double centre, Share group) {
        if (group.of() == 0) {
            throw new IllegalArgumentException("a group must not be empty");
        }
        return Math.sqrt(centre * (1 - centre) / group.of());
    }
}
