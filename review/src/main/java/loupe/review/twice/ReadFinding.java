package loupe.review.twice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.SamePlace;

/// Something a reader says is there: a model's finding they accepted or corrected, a segment of their own, or a finding they drew.
///
/// @param id within the reading, such as `F1`, `R1` or `M1`
/// @param kind coded type
/// @param label in words
/// @param organ whether it outlines an organ and points at nothing
/// @param seriesUid pseudonymous UID of the series it lies on
/// @param centre its middle
/// @param mask its outline as voxels; empty for a point and for a shape drawn on an image
/// @param from where it stands in the reading
public record ReadFinding(
        String id, Code kind, String label, boolean organ, String seriesUid, PatientPoint centre, Optional<Mask> mask, Origin from) {
    /// Where it stands in the reading.
    public sealed interface Origin {
        /// A model found it.
        record Model(ReviewedFinding found) implements Origin {}

        /// The reader outlined it as a segment of their own.
        record Own(ReviewedFinding outlined) implements Origin {}

        /// The reader drew it on an image.
        record Drawn(Annotation annotation) implements Origin {}
    }

    /// All that a reading says is there, in the order of the reading.
    public static List<ReadFinding> of(ReviewState reading) {
        List<ReadFinding> out = new ArrayList<>();
        for (ReviewedFinding f : reading.findings()) {
            if (f.reviewed() && !f.rejected() && !f.emptied()) {
                out.add(of(f));
            }
        }
        for (Annotation a : reading.annotations()) {
            a.missed().ifPresent(kind -> out.add(new ReadFinding(
                    a.id(), kind, a.label().isEmpty() ? kind.meaning() : a.label(), false, a.place().seriesUid(), SamePlace.middle(a),
                    Optional.empty(), new Origin.Drawn(a))));
        }
        return List.copyOf(out);
    }

    private static ReadFinding of(ReviewedFinding f) {
        Code kind = f.drawnByReader()
                ? f.segment().map(Segment::type).orElse(f.finding().type())
                : f.recoded().orElse(f.finding().type());
        return new ReadFinding(
                f.finding().id().value(), kind, f.label(), f.segment().filter(Segment::anatomical).isPresent(), f.finding().seriesUid(),
                f.segment().map(Segment::mask).flatMap(SamePlace::middle).orElse(f.finding().centre()), f.segment().map(Segment::mask),
                f.drawnByReader() ? new Origin.Own(f) : new Origin.Model(f));
    }

    /// Whether it is a model's finding.
    public boolean ofModel() {
        return from instanceof Origin.Model;
    }
}
