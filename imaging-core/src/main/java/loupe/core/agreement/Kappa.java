package loupe.core.agreement;

/// Agreement beyond chance of two judges on n things.
///
/// @param value κ: 1 where they always agree, 0 where as often as by chance; NaN where each thing got one and the same category
/// @param observed share of things they agree on, 0 to 1 (weighted: mean weight)
/// @param expected the same by chance, with the judges' own margins
/// @param standardError of κ, for intervals (Fleiss, Cohen & Everitt, Psychological Bulletin 72:323, 1969)
/// @param nullStandardError of κ where it truly is 0, for tests (the same)
public record Kappa(double value, double observed, double expected, double standardError, double nullStandardError) {
    /// The 95 % interval, cut at −1 and 1.
    public Interval interval() {
        return Interval.around(value, standardError, -1, 1);
    }
}
