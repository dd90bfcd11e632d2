package loupe.core.dicom.presentation;

import java.util.List;

/// A graphic or a text a presentation state lays over images (DICOM PS3.3 C.10.5), in columns and rows of the image; whole numbers
/// are pixel centres.
///
/// @param points what the kind makes of them
/// @param kind what they are
/// @param filled whether what they enclose is filled
/// @param text words; empty for a graphic
/// @param units what the points are
/// @param layer the layer it lies on
public record DrawnGraphic(List<Point> points, Kind kind, boolean filled, String text, Units units, String layer) {
    /// Copies the list.
    public DrawnGraphic {
        points = List.copyOf(points);
    }

    /// A place.
    ///
    /// @param x column, or share of the displayed area from its left as it is turned
    /// @param y row, or share of the area from its top
    public record Point(double x, double y) {}

    /// What points are.
    public enum Units {
        /// Columns and rows of the image.
        PIXEL,
        /// Shares of the displayed area, 0 to 1.
        DISPLAY
    }

    /// Graphic Type, and text.
    public enum Kind {
        /// Places.
        POINT,
        /// Lines from point to point.
        POLYLINE,
        /// A curve through all points.
        INTERPOLATED,
        /// Its middle and a place on its edge.
        CIRCLE,
        /// Both ends of the major axis, then of the minor one.
        ELLIPSE,
        /// Words at a place, or in a box of two corners.
        TEXT
    }
}
