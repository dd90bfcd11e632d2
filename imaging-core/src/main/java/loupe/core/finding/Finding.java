package loupe.core.finding;

import java.util.List;
import java.util.OptionalDouble;
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
/// @param alternatives what it could be instead, most probable first; empty where the model does not say, or the record is older
/// @param calibrated whether the score was fitted to truth, so that it is a probability; false in older records
public record Finding(
        FindingId id,
        String seriesUid,
        Code type,
        String label,
        PatientPoint centre,
        double confidence,
        int segmentNumber,
        List<Measurement> measurements,
        Provenance provenance,
        List<Alternative> alternatives,
        boolean calibrated) {
    /// Checks the score and copies the lists; a record written before there were alternatives has no list of them.
    public Finding {
        measurements = List.copyOf(measurements);
        alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must lie in 0 to 1, was " + confidence);
        }
        if (segmentNumber < 0) {
            throw new IllegalArgumentException("segmentNumber must not be negative");
        }
    }

    /// A finding with an uncalibrated score, of which the model does not say what else it could be.
    public Finding(
            FindingId id,
            String seriesUid,
            Code type,
            String label,
            PatientPoint centre,
            double confidence,
            int segmentNumber,
            List<Measurement> measurements,
            Provenance provenance) {
        this(id, seriesUid, type, label, centre, confidence, segmentNumber, measurements, provenance, List.of(), false);
    }

    /// The same finding under another id.
    public Finding numbered(FindingId other) {
        return new Finding(
                other, seriesUid, type, label, centre, confidence, segmentNumber, measurements, provenance, alternatives, calibrated);
    }

    /// The same finding with other numbers.
    public Finding measured(List<Measurement> other) {
        return new Finding(
                id, seriesUid, type, label, centre, confidence, segmentNumber, other, provenance, alternatives, calibrated);
    }

    /// The same finding coded as something else.
    public Finding coded(Code other) {
        return new Finding(
                id, seriesUid, other, label, centre, confidence, segmentNumber, measurements, provenance, alternatives, calibrated);
    }

    /// The same finding without a segment that outlines it.
    public Finding withoutOutline() {
        return new Finding(id, seriesUid, type, label, centre, confidence, 0, measurements, provenance, alternatives, calibrated);
    }

    /// The score as a probability, 0 to 1; empty where it was never fitted to truth and so is none.
    public OptionalDouble probability() {
        return calibrated ? OptionalDouble.of(confidence) : OptionalDouble.empty();
    }

    /// The segment that outlines it, if any.
    public OptionalInt segment() {
        return segmentNumber == 0 ? OptionalInt.empty() : OptionalInt.of(segmentNumber);
    }
}
