package loupe.inference.card;

/// A measured figure.
///
/// @param measure what was measured, e.g. `Dice`
/// @param value the figure
/// @param on what it was measured on
/// @param group the subgroup it holds for, e.g. `sex F`; empty for all
public record Accuracy(String measure, double value, String on, String group) {}
