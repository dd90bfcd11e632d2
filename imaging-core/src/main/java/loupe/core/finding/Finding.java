package loupe.core.finding;

import java.util.List;
import java.util.OptionalInt;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Code;

/// Something a model points at, as it pointed at it: never changed afterwards (a verdict or correction lies beside it).
///
/// @param id within the study
/// @param seriesUid pseudonymous UID of the series it was found in
/// @param type coded type, e.g. nodule
/// @param label short label for lists
/// @param centre centre in patient space
/// @param confidence the model's score from 0 to 1
/// @param segmentNumber the segment that outlines it; 0 where it has none
/// @param measurements numbers derived from it
/// @param provenance which model, when
public record Finding(
        FindingId id,
        String seriesUid,
        Code type,
        String label,
        PatientPoint centre,
        double confidence,
        int segmentNumber,
        List<Measurement> measurements,
        Provenance provenance) {
    /// Checks the score and copies the list.
    public Finding {
        measurements = List.copyOf(measurements);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must lie in 0 to 1, was " + confidence);
        }
        if (segmentNumber < 0) {
            throw new IllegalArgumentException("segmentNumber must not be negative");
        }
    }

    /// The segment that outlines it, if any.
    public OptionalInt segment() {
        return segmentNumber == 0 ? OptionalInt.empty() : OptionalInt.of(segmentNumber);
    }
}
