package loupe.core.measure;

import java.time.Instant;
import java.util.Optional;
import loupe.core.segment.Code;

/// What a reader drew: a finding of a person, never of a model. Immutable; a change makes another under the same id.
///
/// @param id within the study, such as `M1`
/// @param trackingUid UID that follows it through reports and time points
/// @param place the image or stack it was drawn on
/// @param measure shape and plane, in the coordinates of the image
/// @param thicknessMm thickness of the slab it was drawn on; 0 on a slice or thin plane
/// @param label the reader's words; may be empty
/// @param missed what it is where it is a finding the models missed; empty for a measurement
/// @param by account name of who drew it
/// @param at when it was drawn or changed last, UTC
public record Annotation(
        String id,
        String trackingUid,
        Place place,
        Measure measure,
        double thicknessMm,
        String label,
        Optional<Code> missed,
        String by,
        Instant at) {
    /// Longest label, in characters.
    public static final int LONGEST_LABEL = 64;

    /// Checks id, thickness and label.
    public Annotation {
        if (!id.matches("M[1-9][0-9]{0,8}") || trackingUid.isBlank()) {
            throw new IllegalArgumentException("an annotation must have an id such as M1 and a tracking UID, had " + id);
        }
        if (!(thicknessMm >= 0 && thicknessMm <= 10_000)) {
            throw new IllegalArgumentException("thicknessMm must be 0 to 10000, was " + thicknessMm);
        }
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("label must be at most 64 characters, was " + label.length());
        }
    }

    /// What a reader drew on.
    ///
    /// @param seriesUid pseudonymous UID of the series
    /// @param sopInstanceUid the image; of a plane cut out of a stack the stack's first image
    /// @param frame index of the frame in it, from 0
    /// @param cut whether it was drawn on a plane cut out of the stack, not on the image itself
    public record Place(String seriesUid, String sopInstanceUid, int frame, boolean cut) {}

    /// Its number in the study, which its id bears: 7 of `M7`.
    public int number() {
        return Integer.parseInt(id.substring(1));
    }

    /// The same as a finding that models missed; none makes it a mere measurement again.
    ///
    /// @param kind what it is
    public Annotation asMissed(Optional<Code> kind) {
        return new Annotation(id, trackingUid, place, measure, thicknessMm, label, kind, by, at);
    }

    /// The same as changed at another time.
    ///
    /// @param moment when, UTC
    public Annotation changed(Instant moment) {
        return new Annotation(id, trackingUid, place, measure, thicknessMm, label, missed, by, moment);
    }

    /// Whether the shape can stand for a finding: a place or a region, not a length or an angle.
    public boolean canBeMissed() {
        return measure.shape().hasVoxels();
    }

    /// The same with another shape on its plane.
    public Annotation with(Shape shape) {
        return new Annotation(
                id, trackingUid, place, new Measure(measure.space(), shape), thicknessMm, label, missed, by, at);
    }

    /// The same where its image has another scale.
    public Annotation scaled(Scale other) {
        return new Annotation(id, trackingUid, place, measure.scaled(other), thicknessMm, label, missed, by, at);
    }

    /// The same under another label.
    public Annotation labelled(String words) {
        return new Annotation(id, trackingUid, place, measure, thicknessMm, words, missed, by, at);
    }

    /// What kind of drawing it is, in one word.
    public String word() {
        return switch (measure.shape()) {
            case Shape.Line l -> "length";
            case Shape.Polyline p -> "polyline";
            case Shape.Angle a -> "angle";
            case Shape.Cobb c -> "Cobb angle";
            case Shape.Bidirectional b -> "bidirectional";
            case Shape.Probe p -> "probe";
            case Shape.Arrow a -> "arrow";
            case Shape.Note n -> "text";
            case Region.Ellipse e -> "ellipse";
            case Region.Circle c -> "circle";
            case Region.Rectangle r -> "rectangle";
            case Region.Polygon p -> "polygon";
            case Region.Freehand f -> "freehand";
            case Region.Spline s -> "spline";
        };
    }
}
