package loupe.core.dicom.object;

import java.util.List;

/// Points, lines or an outline of a report (DICOM PS3.3 C.18.6 SCOORD, C.18.9 SCOORD3D).
///
/// @param kind what the coordinates are
/// @param coordinates on an image two a point, columns and rows from the upper left corner of its first pixel, whose centre is
///     (0.5, 0.5); in the patient three a point, millimetres
/// @param where what they lie on
public record SrGraphic(Kind kind, List<Double> coordinates, Where where) {
    /// Graphic Type.
    public enum Kind {
        /// One place.
        POINT,
        /// Several places, no outline.
        MULTIPOINT,
        /// Lines from point to point; closed where the last point is the first.
        POLYLINE,
        /// A closed outline in the patient.
        POLYGON,
        /// Its middle and a place on its edge.
        CIRCLE,
        /// Both ends of the major axis, then both ends of the minor one.
        ELLIPSE,
        /// Both ends of three axes.
        ELLIPSOID
    }

    /// What coordinates lie on.
    public sealed interface Where {
        /// An image, or frames of it.
        ///
        /// @param sopClassUid its SOP class
        /// @param sopInstanceUid its UID
        /// @param frames numbers of the frames, from 1; none where the object has one frame or all are meant
        record Image(String sopClassUid, String sopInstanceUid, List<Integer> frames) implements Where {
            /// Copies the list.
            public Image {
                frames = List.copyOf(frames);
            }
        }

        /// The patient.
        ///
        /// @param frameOfReferenceUid space of the coordinates; empty where the report names none
        record Patient(String frameOfReferenceUid) implements Where {}
    }

    /// Copies the list and checks that it holds whole points.
    public SrGraphic {
        coordinates = List.copyOf(coordinates);
        int each = where instanceof Where.Image ? 2 : 3;
        if (coordinates.isEmpty() || coordinates.size() % each != 0 || coordinates.stream().anyMatch(c -> !Double.isFinite(c))) {
            throw new IllegalArgumentException("a graphic must hold whole points, held " + coordinates.size() + " numbers");
        }
    }

    /// How many numbers a point has: 2 on an image, 3 in the patient.
    public int numbersAPoint() {
        return where instanceof Where.Image ? 2 : 3;
    }

    /// How many points it has.
    public int points() {
        return coordinates.size() / numbersAPoint();
    }

    /// Whether the last point is the first.
    public boolean returns() {
        int n = numbersAPoint();
        return points() > 1 && coordinates.subList(0, n).equals(coordinates.subList(coordinates.size() - n, coordinates.size()));
    }
}
