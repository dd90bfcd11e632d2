package loupe.review.watching;

/// A count out of others, with its 95 % interval by Wilson's score.
///
/// @param count how many
/// @param of out of how many
public record Share(int count, int of) {
    private static final double Z = 1.959963984540054;

    /// Checks the counts.
    public Share {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("count must be 0 to " + of + ", was " + count);
        }
    }

    /// The share; NaN out of none.
    public double value() {
        return of == 0 ? Double.NaN : (double) count / of;
    }

    /// Lower end of the interval; NaN out of none.
    public double low() {
        return Math.max(0, bound(-1));
    }

    /// Upper end of the interval; NaN out of none.
    public double high() {
        return Math.min(1, bound(1));
    }

    private double bound(int side) {
        double n = of;
        double p = value();
        double middle = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (middle + side * half) / (1 + Z * Z / n);
    }
}
