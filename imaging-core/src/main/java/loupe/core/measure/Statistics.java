package loupe.core.measure;

import java.util.OptionalDouble;

/// Mean, deviation and extremes of some values.
///
/// @param count how many
/// @param mean their mean; NaN where there are none
/// @param deviation standard deviation of the sample (n - 1); 0 for one value
/// @param least the least
/// @param greatest the greatest
public record Statistics(long count, double mean, double deviation, double least, double greatest) {

    /// Collects values one by one (Welford), so that large offsets cost no digits.
    public static final class Builder {
        private long count;
        private double mean;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        /// Adds a value; NaN is left out.
        public void add(double v) {
            if (Double.isNaN(v)) {
                return;
            }
            count++;
            double d = v - mean;
            mean += d / count;
            squares += d * (v - mean);
            least = Math.min(least, v);
            greatest = Math.max(greatest, v);
        }

        /// What was collected.
        public Statistics build() {
            double sd = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
            return new Statistics(count, count == 0 ? Double.NaN : mean, sd, least, greatest);
        }
    }

    /// The mean, if there are values.
    public OptionalDouble meanIfAny() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }
}
