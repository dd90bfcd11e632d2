package loupe.app.viewer.tool;

/// One move of a held pointer, in screen pixels of the viewport.
///
/// @param startX where the button went down
/// @param startY where the button went down
/// @param dx move to the right since the last event
/// @param dy move downwards since the last event
public record Drag(double startX, double startY, double dx, double dy) {}
