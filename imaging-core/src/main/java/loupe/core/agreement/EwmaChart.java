package loupe.core.agreement;

import java.util.ArrayList;
import java.util.List;

/// The chart of exponentially weighted moving averages zᵢ = λ xᵢ + (1 − λ) zᵢ₋₁, which sees small lasting changes early (Roberts, 1959;
/// Montgomery, Introduction to Statistical Quality Control, chapter 9).
///
/// Limits are exact from the first point on: the variance of zᵢ is λ² σᵢ² + (1 − λ)² times that of zᵢ₋₁, which for equal σ is
/// σ² λ / (2 − λ) (1 − (1 − λ)²ⁱ).
///
/// @param lambda weight of the newest, above 0, at most 1
/// @param sigmas how many standard deviations away the limits lie, positive
public record EwmaChart(double lambda, double sigmas) {
    /// λ = 0.2 and three standard deviations.
    public static final EwmaChart USUAL = new EwmaChart(0.2, 3);

    /// Checks both.
    public EwmaChart {
        if (!(lambda > 0 && lambda <= 1 && sigmas > 0)) {
            throw new IllegalArgumentException("lambda must be above 0 and at most 1, sigmas positive");
        }
    }

    /// A charted value.
    ///
    /// @param value as observed
    /// @param sigma its standard deviation when nothing changes
    public record Observed(double value, double sigma) {}

    /// A point an observation.
    ///
    /// @param target where the values lie when nothing changes
    public List<ControlPoint> of(double target, List<Observed> values) {
        List<ControlPoint> out = new ArrayList<>();
        double z = target;
        double variance = 0;
        for (Observed o : values) {
            z = lambda * o.value + (1 - lambda) * z;
            variance = lambda * lambda * o.sigma * o.sigma + (1 - lambda) * (1 - lambda) * variance;
            double reach = sigmas * Math.sqrt(variance);
            out.add(new ControlPoint(z, target - reach, target, target + reach));
        }
        return List.copyOf(out);
    }

    /// A point a group's share, limits cut at 0 and 1.
    ///
    /// @param centre 0 to 1
    /// @param groups none of them empty
    public List<ControlPoint> ofShares(double centre, List<Share> groups) {
        return of(centre, groups.stream().map(g -> new Observed(g.value(), PChart.sigma(centre, g))).toList()).stream()
                .map(p -> new ControlPoint(p.value(), Math.max(0, p.low()), p.centre(), Math.min(1, p.high())))
                .toList();
    }
}
