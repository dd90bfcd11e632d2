package loupe.deid.risk;

import java.math.BigDecimal;

/// A privacy loss as an exact fraction.
///
/// @param numerator 1 to 1,000,000
/// @param denominator 1 to 1,000,000
public record Epsilon(long numerator, long denominator) {
    private static final long MOST = 1_000_000;

    /// Checks the range.
    public Epsilon {
        if (numerator < 1 || denominator < 1 || numerator > MOST || denominator > MOST) {
            throw new IllegalArgumentException("epsilon must be a fraction of whole numbers from 1 to " + MOST);
        }
    }

    /// The epsilon a decimal says, such as `0.5`.
    ///
    /// @throws IllegalArgumentException if it is not above 0, or has more than four decimals, or is above 100
    public static Epsilon of(BigDecimal decimal) {
        BigDecimal tenThousandths = decimal.movePointRight(4);
        if (decimal.signum() <= 0 || decimal.compareTo(BigDecimal.valueOf(100)) > 0
                || tenThousandths.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("epsilon must be above 0, at most 100, with at most four decimals");
        }
        long n = tenThousandths.longValueExact();
        long common = gcd(n, 10_000);
        return new Epsilon(n / common, 10_000 / common);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The same in ten thousandths, rounded up.
    public long tenThousandths() {
        return Math.ceilDiv(numerator * 10_000, denominator);
    }
}
