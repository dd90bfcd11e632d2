package loupe.inference.task;

import java.util.List;
import java.util.Optional;
import loupe.core.finding.Alternative;
import loupe.core.finding.Measurement;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Segmentation;

/// What a task found, before it is signed with where it came from.
///
/// @param marks what it points at, strongest first
/// @param segmentation what it outlined; absent where nothing was found
public record TaskOutcome(List<Mark> marks, Optional<Segmentation> segmentation) {
    /// Copies the list.
    public TaskOutcome {
        marks = List.copyOf(marks);
    }

    /// One thing it points at.
    ///
    /// @param label index of the card's label
    /// @param centre centre of mass in patient space
    /// @param confidence 0 to 1
    /// @param segmentNumber its segment, from 1
    /// @param measurements its size
    /// @param alternatives what it could be instead, most probable first; empty where the model does not say
    public record Mark(
            int label,
            PatientPoint centre,
            double confidence,
            int segmentNumber,
            List<Measurement> measurements,
            List<Alternative> alternatives) {
        /// Copies the lists.
        public Mark {
            measurements = List.copyOf(measurements);
            alternatives = List.copyOf(alternatives);
        }
    }
}
