package loupe.app.correct;

/// What a tool is called, and the amount it takes.
///
/// @param text short name for people
/// @param word names its steps
/// @param unit unit of its amount; empty where it has none
/// @param usual the amount it begins with
public record ToolNaming(String text, String word, String unit, double usual) {}
