package loupe.inference.card;

/// One step from a volume's values to a tensor's.
public sealed interface IntensityStep {
    /// Cuts values off at both ends.
    ///
    /// @param low smallest value that stays
    /// @param high largest value that stays
    record Clamp(double low, double high) implements IntensityStep {}

    /// Maps a fixed range linearly to 0..1 without cutting off.
    ///
    /// @param low becomes 0
    /// @param high becomes 1
    record Scale(double low, double high) implements IntensityStep {}

    /// Maps smallest..largest value of the volume to 0..1.
    record MinMax() implements IntensityStep {}

    /// Maps two quantiles of the volume to 0..1 and cuts off outside.
    ///
    /// @param low quantile that becomes 0, 0 to 1
    /// @param high quantile that becomes 1
    record Quantile(double low, double high) implements IntensityStep {}
}
