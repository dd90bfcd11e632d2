package loupe.core.agreement;

import java.util.List;

/// A share of a population, estimated from a sample whose units stand for unlike numbers of others.
///
/// The value is Σ w y / Σ w (Hájek), w one over the probability that a unit came into the sample. Its interval is Wilson's with the
/// effective number (Σ w)² / Σ w² (Kish, Survey Sampling, 1965) in place of the count.
///
/// @param value 0 to 1; NaN of none
/// @param effective effective number of units
/// @param count units that have it
/// @param of units looked at
public record WeightedShare(double value, double effective, int count, int of) {
    /// A unit of the sample.
    ///
    /// @param weight how many of the population it stands for; positive
    /// @param has whether it has what is asked about
    public record Unit(double weight, boolean has) {
        /// Checks the weight.
        public Unit {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("weight must be positive, was " + weight);
            }
        }
    }

    /// The estimate.
    public static WeightedShare of(List<Unit> units) {
        double all = 0;
        double squares = 0;
        double with = 0;
        int count = 0;
        for (Unit u : units) {
            all += u.weight;
            squares += u.weight * u.weight;
            with += u.has ? u.weight : 0;
            count += u.has ? 1 : 0;
        }
        return units.isEmpty()
                ? new WeightedShare(Double.NaN, 0, 0, 0)
                : new WeightedShare(with / all, all * all / squares, count, units.size());
    }

    /// The 95 % interval.
    public Interval interval() {
        return Wilson.of(value, effective);
    }
}
