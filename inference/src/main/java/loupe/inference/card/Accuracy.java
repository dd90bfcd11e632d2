package loupe.inference.card;

/// A measured figure.
///
/// @param measure what was measured, e.g. `Dice`
/// @param value the figure
/// @param on what it was measured on
public record Accuracy(String measure, double value, String on) {}
