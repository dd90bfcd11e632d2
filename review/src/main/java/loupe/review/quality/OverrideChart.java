package loupe.review.quality;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.agreement.ControlPoint;
import loupe.core.agreement.EwmaChart;
import loupe.core.agreement.PChart;
import loupe.core.agreement.Share;

/// How often readers overrode a model, week by week: findings of sealed reviews that were edited or rejected, by the day of the
/// decision. Weeks without a decision are left out.
///
/// @param model `ID@VERSION`
/// @param weeks oldest first
public record OverrideChart(String model, List<Week> weeks) {
    /// Copies the weeks.
    public OverrideChart {
        weeks = List.copyOf(weeks);
    }

    /// A week.
    ///
    /// @param monday its first day, UTC
    /// @param overridden findings edited or rejected, out of those decided on
    /// @param share its point on the chart of shares, three standard deviations
    /// @param ewma its point on the chart of moving averages, λ = 0.2, three standard deviations
    public record Week(LocalDate monday, Share overridden, ControlPoint share, ControlPoint ewma) {}

    /// A decision on a model's finding.
    ///
    /// @param model `ID@VERSION`
    /// @param at when, UTC
    /// @param overridden whether the finding was edited or rejected
    public record Decided(String model, Instant at, boolean overridden) {}

    /// A chart a model, by name. Each lies around the model's own share over all weeks.
    public static List<OverrideChart> of(List<Decided> all) {
        Map<String, Map<LocalDate, int[]>> counts = new TreeMap<>();
        for (Decided f : all) {
            LocalDate monday = LocalDate.ofInstant(f.at(), ZoneOffset.UTC)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            int[] week = counts.computeIfAbsent(f.model(), m -> new TreeMap<>()).computeIfAbsent(monday, d -> new int[2]);
            week[0] += f.overridden() ? 1 : 0;
            week[1]++;
        }
        List<OverrideChart> out = new ArrayList<>();
        counts.forEach((model, weeks) -> out.add(chart(model, weeks)));
        return List.copyOf(out);
    }

    private static OverrideChart chart(String model, Map<LocalDate, int[]> weeks) {
        List<LocalDate> mondays = List.copyOf(weeks.keySet());
        List<Share> shares = weeks.values().stream().map(w -> new Share(w[0], w[1])).toList();
        List<ControlPoint> points = PChart.of(shares);
        List<ControlPoint> averages = EwmaChart.USUAL.ofShares(PChart.centre(shares), shares);
        List<Week> out = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            out.add(new Week(mondays.get(i), shares.get(i), points.get(i), averages.get(i)));
        }
        return new OverrideChart(model, out);
    }
}
