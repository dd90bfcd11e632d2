package loupe.core.segment.region;

import java.util.List;

/// A closed outline on a plane, in the plane's own millimetres.
public sealed interface FlatOutline {
    /// A polygon; it may cross itself and may have holes by keyholes: inside is what lies within an odd number of its edges
    /// (even-odd). A voxel's centre on an edge counts on the side where its neighbours of smaller column and row lie outside, so
    /// that of two polygons with one edge in common exactly one has it.
    ///
    /// @param points its corners, at least three; the edge goes from the last to the first
    record Polygon(List<PlanePoint> points) implements FlatOutline {
        /// Copies and checks the list.
        public Polygon {
            points = List.copyOf(points);
            if (points.size() < 3) {
                throw new IllegalArgumentException("a polygon needs three corners, had " + points.size());
            }
        }

        /// The same without corners nearer than a length to the one kept before, as a slow hand draws them; at least three stay.
        ///
        /// @param mm least distance between corners, such as half a screen pixel
        public Polygon thinned(double mm) {
            return new Polygon(Thinning.of(points, mm));
        }
    }

    /// A circle; its edge belongs to it.
    ///
    /// @param centre its middle
    /// @param radiusMm positive
    record Circle(PlanePoint centre, double radiusMm) implements FlatOutline {
        /// Checks the radius.
        public Circle {
            requireLength("radiusMm", radiusMm);
        }
    }

    /// A rectangle along the plane's directions; of its edges as of a polygon's.
    ///
    /// @param corner one corner
    /// @param opposite the corner across
    record Rectangle(PlanePoint corner, PlanePoint opposite) implements FlatOutline {
        Polygon polygon() {
            return new Polygon(List.of(
                    corner,
                    new PlanePoint(opposite.rightMm(), corner.downMm()),
                    opposite,
                    new PlanePoint(corner.rightMm(), opposite.downMm())));
        }
    }

    /// An ellipse; its edge belongs to it.
    ///
    /// @param centre its middle
    /// @param alongMm half its axis along `turned`, positive
    /// @param acrossMm half the other axis, positive
    /// @param turned radians from the plane's right towards its down
    record Ellipse(PlanePoint centre, double alongMm, double acrossMm, double turned) implements FlatOutline {
        /// Checks the axes.
        public Ellipse {
            requireLength("alongMm", alongMm);
            requireLength("acrossMm", acrossMm);
        }
    }

    private static void requireLength(String what, double mm) {
        if (!(mm > 0 && mm <= 1e6)) {
            throw new IllegalArgumentException(what + " must be a positive length, was " + mm);
        }
    }
}
