package loupe.core.agreement;

/// A 95 % confidence interval.
///
/// @param low lower end; NaN where there is nothing to tell it from
/// @param high upper end; NaN where there is nothing to tell it from
public record Interval(double low, double high) {
    /// 97.5 % quantile of the standard normal distribution, behind every interval here that rests on it.
    public static final double Z = 1.959963984540054;

    /// Checks the order.
    public Interval {
        if (low > high) {
            throw new IllegalArgumentException("low must not be above high, was " + low + " to " + high);
        }
    }

    /// An estimate ± its standard error times [#Z], cut at the ends of what is possible, which rounding may have passed.
    static Interval around(double value, double standardError, double least, double most) {
        return new Interval(
                Math.clamp(value - Z * standardError, least, most), Math.clamp(value + Z * standardError, least, most));
    }

    /// Half of its width: what one says behind ±.
    public double halfWidth() {
        return (high - low) / 2;
    }
}
