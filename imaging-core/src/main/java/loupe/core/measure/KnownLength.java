package loupe.core.measure;

import java.time.Instant;

/// A length a reader knew and drew on an image, which its measures are given by from then on. It holds for that image only, with
/// all its frames, and is never written into the image.
///
/// @param place the image it was drawn on
/// @param along the line, in the coordinates of the image
/// @param knownMm how long that is, in millimetres
/// @param own the scale the image has by its file
/// @param scale the scale it has by the line
/// @param by account name of the reader
/// @param at when, UTC
public record KnownLength(
        Annotation.Place place, Shape.Line along, double knownMm, Scale own, Scale.Manual scale, String by, Instant at) {
    /// Checks the length.
    public KnownLength {
        if (!(knownMm > 0 && knownMm <= 1e5)) {
            throw new IllegalArgumentException("knownMm must be positive and at most 100000, was " + knownMm);
        }
    }

    /// Whether a drawing's numbers are by it.
    public boolean holdsFor(Annotation drawn) {
        boolean here = drawn.place().sopInstanceUid().equals(place.sopInstanceUid()) && !drawn.place().cut();
        return here && drawn.measure().space().canBeCalibrated();
    }
}
