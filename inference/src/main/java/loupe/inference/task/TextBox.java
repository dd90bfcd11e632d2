package loupe.inference.task;

/// A place in an image that looks like text.
///
/// @param x leftmost column
/// @param y topmost row
/// @param width columns, at least 1
/// @param height rows, at least 1
/// @param score how sure the detector is, 0 to 1
public record TextBox(int x, int y, int width, int height, double score) {}
