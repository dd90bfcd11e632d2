package loupe.core.measure;

import java.util.Arrays;
import java.util.Optional;

/// Mean, deviation, median and extremes of at least one value.
///
/// @param count how many, at least 1; values that are not numbers are left out
/// @param mean their mean
/// @param deviation standard deviation with the count as denominator, `sqrt(sum (v - mean)^2 / n)`: the spread of these very
///     voxels
/// @param least the least
/// @param greatest the greatest
/// @param median the middle one; of an even count the mean of the two in the middle
public record Statistics(long count, double mean, double deviation, double least, double greatest, double median) {
    /// Checks the count.
    public Statistics {
        if (count < 1) {
            throw new IllegalArgumentException("there are no statistics of no values");
        }
    }

    /// Standard deviation with the count less one as denominator, as of a sample; NaN for one value.
    public double sampleDeviation() {
        return count == 1 ? Double.NaN : deviation * Math.sqrt((double) count / (count - 1));
    }

    /// Collects values one by one (Welford), so that large offsets cost no digits; keeps 8 bytes a value for the median.
    public static final class Builder {
        private double[] values = new double[64];
        private int count;
        private double mean;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        /// Adds a value; NaN is left out.
        public void add(double v) {
            if (Double.isNaN(v)) {
                return;
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, Math.addExact(count, count >> 1));
            }
            values[count++] = v;
            double d = v - mean;
            mean += d / count;
            squares += d * (v - mean);
            least = Math.min(least, v);
            greatest = Math.max(greatest, v);
        }

        /// What was collected; empty where nothing was.
        public Optional<Statistics> build() {
            if (count == 0) {
                return Optional.empty();
            }
            double[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            double median = count % 2 == 1
                    ? sorted[count / 2]
                    : sorted[count / 2 - 1] + (sorted[count / 2] - sorted[count / 2 - 1]) / 2;
            return Optional.of(new Statistics(count, mean, Math.sqrt(squares / count), least, greatest, median));
        }
    }
}
