package loupe.app.viewer;

/// A line on an image, in columns and rows; whole numbers are pixel centres.
///
/// @param fromColumn one end
/// @param fromRow one end
/// @param toColumn other end
/// @param toRow other end
public record ImageLine(double fromColumn, double fromRow, double toColumn, double toRow) {}
