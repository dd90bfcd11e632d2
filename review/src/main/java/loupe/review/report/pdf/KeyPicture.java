package loupe.review.report.pdf;

import java.awt.image.BufferedImage;

/// A key image of a report.
///
/// @param caption what it shows
/// @param image the picture, opaque
public record KeyPicture(String caption, BufferedImage image) {}
