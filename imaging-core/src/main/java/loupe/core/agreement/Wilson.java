package loupe.core.agreement;

/// The score interval of a share (Wilson, JASA 22:209, 1927), without correction for continuity.
public final class Wilson {
    private Wilson() {}

    /// The 95 % interval.
    ///
    /// @param share 0 to 1; NaN gives an interval of NaN
    /// @param n out of how many; may be an effective number, as of a weighted sample
    public static Interval of(double share, double n) {
        if (n <= 0 || Double.isNaN(share)) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double z2 = Interval.Z * Interval.Z;
        double middle = share + z2 / (2 * n);
        double half = Interval.Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        double whole = 1 + z2 / n;
        return new Interval(Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole));
    }
}
