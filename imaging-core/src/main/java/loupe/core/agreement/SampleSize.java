package loupe.core.agreement;

/// How many things to look at.
public final class SampleSize {
    private SampleSize() {}

    /// The least number for a share to be known ± a half-width with 95 % confidence: n₀ = z² p (1 − p) / d², and of a small population
    /// N n₀ / (N + n₀ − 1) (Cochran, Sampling Techniques, chapter 4; the table of Krejcie & Morgan, 1970, is this rounded).
    ///
    /// @param share what the share may be, 0 to 1; 0.5 asks for most
    /// @param halfWidth wanted, above 0, below 1
    /// @param population how many there are
    /// @return at most the population
    public static int forHalfWidth(double share, double halfWidth, int population) {
        if (!(share >= 0 && share <= 1 && halfWidth > 0 && halfWidth < 1 && population >= 0)) {
            throw new IllegalArgumentException("a share of 0 to 1 and a half-width above 0 and below 1 are needed");
        }
        double endless = Interval.Z * Interval.Z * share * (1 - share) / (halfWidth * halfWidth);
        double needed = population * endless / Math.max(1, population + endless - 1);
        return (int) Math.min(population, Math.ceil(needed - 1e-9));
    }
}
