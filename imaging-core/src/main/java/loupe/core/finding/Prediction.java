package loupe.core.finding;

import java.util.List;
import java.util.Optional;
import loupe.core.segment.Segmentation;

/// What one model said about one series: kept for ever as it was said.
///
/// @param seriesUid pseudonymous UID of the series
/// @param provenance which model, when
/// @param findings what it points at; may be empty
/// @param segmentation what it outlined; absent for pure detectors
public record Prediction(
        String seriesUid, Provenance provenance, List<Finding> findings, Optional<Segmentation> segmentation) {
    /// Copies the list.
    public Prediction {
        findings = List.copyOf(findings);
    }
}
