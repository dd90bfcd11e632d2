package loupe.review.intake;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.SourceInstance;

/// Neighbouring slices of one series that came one after the other, or a single arrival of any kind.
///
/// @param arrivals in order
/// @param before the slice right before the run, if it is of the same series
public record Run(List<Arrived> arrivals, Optional<SourceInstance> before) {
    /// Copies the list.
    public Run {
        arrivals = List.copyOf(arrivals);
    }

    /// An arrival and where it lies.
    public record Arrived(Incoming at, Arrival arrival) {}

    /// The slices, where all arrivals are instances; else none.
    public List<SourceInstance> slices() {
        return arrivals.stream()
                .map(a -> a.arrival instanceof Arrival.Instance i ? i.source() : null)
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
