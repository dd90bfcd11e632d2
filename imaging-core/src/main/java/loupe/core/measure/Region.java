package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// A closed region drawn on a plane, in the coordinates of the image. Its edge belongs to it.
public sealed interface Region extends Shape {
    /// Area as drawn, whatever voxels it holds, in square units of the coordinates.
    double area();

    /// Length of its edge, in units of the coordinates.
    double perimeter();

    /// An ellipse.
    ///
    /// @param centre its middle
    /// @param one from the middle to the edge along one axis
    /// @param other from the middle to the edge along the other axis (or any pair of conjugate half-diameters)
    record Ellipse(PatientPoint centre, PatientVector one, PatientVector other) implements Region {
        /// Checks that it has an inside.
        public Ellipse {
            needInside(one.cross(other).lengthMm());
        }

        /// pi a b.
        @Override
        public double area() {
            return Math.PI * one.cross(other).lengthMm();
        }

        @Override
        public double perimeter() {
            // Half-axes from conjugate half-diameters (Apollonius): a^2 + b^2 and a b are theirs.
            double squares = one.dot(one) + other.dot(other);
            double product = one.cross(other).lengthMm();
            double sum = Math.sqrt(squares + 2 * product);
            double difference = Math.sqrt(Math.max(0, squares - 2 * product));
            return Geometry.ellipsePerimeter((sum + difference) / 2, (sum - difference) / 2);
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(centre.plus(one), centre.plus(one.times(-1)), centre.plus(other), centre.plus(other.times(-1)));
        }
    }

    /// A circle.
    ///
    /// @param centre its middle
    /// @param radius positive, in units of the coordinates
    record Circle(PatientPoint centre, double radius) implements Region {
        /// Checks the radius.
        public Circle {
            needInside(radius);
        }

        @Override
        public double area() {
            return Math.PI * radius * radius;
        }

        @Override
        public double perimeter() {
            return 2 * Math.PI * radius;
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(centre);
        }
    }

    /// A rectangle, upright or turned.
    ///
    /// @param corner one corner
    /// @param one from it along one side
    /// @param other from it along the other side
    record Rectangle(PatientPoint corner, PatientVector one, PatientVector other) implements Region {
        /// Checks that it has an inside.
        public Rectangle {
            needInside(one.cross(other).lengthMm());
        }

        @Override
        public double area() {
            return one.cross(other).lengthMm();
        }

        @Override
        public double perimeter() {
            return 2 * (one.lengthMm() + other.lengthMm());
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(corner, corner.plus(one), corner.plus(one).plus(other), corner.plus(other));
        }
    }

    /// A closed outline, straight from point to point.
    sealed interface Outline extends Region {
        @Override
        default double area() {
            return Geometry.areaMm2(points());
        }

        @Override
        default double perimeter() {
            return Outlines.perimeter(points());
        }
    }

    /// A polygon.
    ///
    /// @param points its corners, at least three; the edge goes from the last to the first; it does not cross itself
    record Polygon(List<PatientPoint> points) implements Outline {
        /// Copies and checks the list.
        public Polygon {
            points = Outlines.checked(points);
        }
    }

    /// An outline drawn with the free hand: many points, straight between them.
    ///
    /// @param points at least three; the edge goes from the last to the first; it does not cross itself
    record Freehand(List<PatientPoint> points) implements Outline {
        /// Copies and checks the list.
        public Freehand {
            points = Outlines.checked(points);
        }
    }

    /// A closed uniform Catmull-Rom spline: smooth, through every point.
    ///
    /// @param points at least three; it does not cross itself
    record Spline(List<PatientPoint> points) implements Region {
        /// Copies and checks the list.
        public Spline {
            points = Outlines.checked(points);
            Outlines.checked(new CatmullRom(points, true).outline());
        }

        /// Places along the curve, close enough together to be drawn as straight pieces.
        public List<PatientPoint> curve() {
            return new CatmullRom(points, true).outline();
        }

        /// Of the cubic curves themselves, not of lines between samples.
        @Override
        public double area() {
            return new CatmullRom(points, true).area();
        }

        @Override
        public double perimeter() {
            return new CatmullRom(points, true).length();
        }
    }

    private static void needInside(double size) {
        if (!(size > 0 && size < 1e12)) {
            throw new IllegalArgumentException("a region must enclose something, its size was " + size);
        }
    }
}
