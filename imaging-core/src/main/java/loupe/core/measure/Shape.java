package loupe.core.measure;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// What a reader draws, in the coordinates of the image: millimetres in the patient in a cross-section.
public sealed interface Shape
        permits Shape.Line,
                Shape.Polyline,
                Shape.Angle,
                Shape.Cobb,
                Shape.Bidirectional,
                Shape.Probe,
                Shape.Arrow,
                Shape.Note,
                Region {
    /// Points that lie on the plane it is drawn on and fix it.
    List<PatientPoint> points();

    /// Whether voxels lie under it that have values: a region or a place. Lines, angles, arrows and notes have none.
    default boolean hasVoxels() {
        return this instanceof Region || this instanceof Probe;
    }

    /// A straight line.
    record Line(PatientPoint from, PatientPoint to) implements Shape {
        @Override
        public List<PatientPoint> points() {
            return List.of(from, to);
        }

        /// From one end to the other.
        PatientVector along() {
            return to.minus(from);
        }
    }

    /// A line through points, open.
    ///
    /// @param points at least two
    record Polyline(List<PatientPoint> points) implements Shape {
        /// Copies the list.
        public Polyline {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException("a polyline must have two points, has " + points.size());
            }
        }
    }

    /// An angle between two arms from a vertex.
    record Angle(PatientPoint oneEnd, PatientPoint vertex, PatientPoint otherEnd) implements Shape {
        /// Checks the arms.
        public Angle {
            needLength(oneEnd.distanceMm(vertex), otherEnd.distanceMm(vertex));
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(oneEnd, vertex, otherEnd);
        }
    }

    /// The angle of two lines that need not meet (Cobb).
    record Cobb(Line one, Line other) implements Shape {
        /// Checks the lines.
        public Cobb {
            needLength(one.along().lengthMm(), other.along().lengthMm());
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(one.from, one.to, other.from, other.to);
        }
    }

    /// A long axis and a short one that crosses it within half a degree of the right angle.
    record Bidirectional(Line longAxis, Line shortAxis) implements Shape {
        /// Checks angle and crossing.
        public Bidirectional {
            needLength(longAxis.along().lengthMm(), shortAxis.along().lengthMm());
            if (Math.abs(Geometry.cobbDegrees(longAxis.along(), shortAxis.along()) - 90) > 0.5) {
                throw new IllegalArgumentException("the short axis must stand within half a degree of square on the long one");
            }
            if (!crosses(longAxis, shortAxis)) {
                throw new IllegalArgumentException("the axes must cross");
            }
        }

        /// The places where the lines are nearest, as shares of each, lie on both lines and on each other.
        private static boolean crosses(Line a, Line b) {
            PatientVector u = a.along();
            PatientVector v = b.along();
            PatientVector w = b.from.minus(a.from);
            double det = u.dot(u) * v.dot(v) - u.dot(v) * u.dot(v);
            double s = (w.dot(u) * v.dot(v) - w.dot(v) * u.dot(v)) / det;
            double t = (w.dot(u) * u.dot(v) - w.dot(v) * u.dot(u)) / det;
            double apart = a.from.plus(u.times(s)).distanceMm(b.from.plus(v.times(t)));
            return Math.abs(s - 0.5) <= 0.5 + 1e-6 && Math.abs(t - 0.5) <= 0.5 + 1e-6 && apart <= 1e-3;
        }

        @Override
        public List<PatientPoint> points() {
            return List.of(longAxis.from, longAxis.to, shortAxis.from, shortAxis.to);
        }
    }

    /// One place whose value is asked for.
    record Probe(PatientPoint at) implements Shape {
        @Override
        public List<PatientPoint> points() {
            return List.of(at);
        }
    }

    /// Points at a place; it measures nothing.
    ///
    /// @param tail where it begins
    /// @param tip the place it points at
    record Arrow(PatientPoint tail, PatientPoint tip) implements Shape {
        @Override
        public List<PatientPoint> points() {
            return List.of(tail, tip);
        }
    }

    /// A place for words; it measures nothing.
    record Note(PatientPoint at) implements Shape {
        @Override
        public List<PatientPoint> points() {
            return List.of(at);
        }
    }

    private static void needLength(double one, double other) {
        if (!(one > 0 && other > 0)) {
            throw new IllegalArgumentException("lines that make an angle must have a length, were " + one + " and " + other);
        }
    }
}
