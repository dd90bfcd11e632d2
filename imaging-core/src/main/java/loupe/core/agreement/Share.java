package loupe.core.agreement;

/// A count out of others, with its 95 % interval by Wilson's score.
///
/// @param count how many
/// @param of out of how many
public record Share(int count, int of) {
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

    /// The interval; NaN out of none.
    public Interval interval() {
        return Wilson.of(value(), of);
    }

    /// Lower end of the interval; NaN out of none.
    public double low() {
        return interval().low();
    }

    /// Upper end of the interval; NaN out of none.
    public double high() {
        return interval().high();
    }
}
