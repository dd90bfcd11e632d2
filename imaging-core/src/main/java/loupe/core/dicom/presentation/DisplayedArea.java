package loupe.core.dicom.presentation;

import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;

/// The part of an image that is to be shown and how large (DICOM PS3.3 C.10.4).
///
/// @param left its first column, from 1
/// @param top its first row, from 1
/// @param right its last column, from 1; may lie outside the image, as all of them may
/// @param bottom its last row, from 1
/// @param size how large
/// @param factor screen pixels a column where it is magnified, millimetres of a column where it is in true size; else 0
public record DisplayedArea(int left, int top, int right, int bottom, Size size, double factor) {
    /// A screen's pixels a millimetre where nobody measured them: 96 an inch.
    public static final double SCREEN = 96 / 25.4;

    /// Presentation Size Mode.
    public enum Size {
        /// As large as fits.
        FIT,
        /// As large as in the patient or on the film, by the screen's usual pixels.
        TRUE,
        /// So many screen pixels a column.
        MAGNIFIED
    }

    /// Checks the corners.
    public DisplayedArea {
        if (right < left || bottom < top) {
            throw new IllegalArgumentException("an area must hold a pixel");
        }
    }

    /// The part of the screen's rectangle.
    ///
    /// @param width screen pixels
    /// @param height screen pixels
    /// @param mm distance of the image's columns
    /// @param rowMm distance of its rows
    public Viewport viewport(int width, int height, double mm, double rowMm, SpatialTransform turned) {
        int columns = right - left + 1;
        int rows = bottom - top + 1;
        Viewport fitted = Viewport.fit(Viewport.fit(width, height, columns, rows, mm, rowMm), columns, rows, turned);
        double scale = switch (size) {
            case FIT -> fitted.pixelsPerMm();
            case TRUE -> factor > 0 ? SCREEN * factor / mm : SCREEN;
            case MAGNIFIED -> factor > 0 ? factor / mm : fitted.pixelsPerMm();
        };
        return new Viewport(
                width, height, Math.clamp(scale, 1e-3, 1e3), (left + right) / 2.0 - 1, (top + bottom) / 2.0 - 1, mm, rowMm, turned);
    }
}
