package loupe.app.segments;

import java.util.List;
import java.util.Optional;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;

/// What a tool would make of one segment or of several, shown until a person takes or drops it.
///
/// @param tool the word that names its step
/// @param parts what becomes of each segment, at least one, each segment once
/// @param note what the tool says of it; may be empty
public record PendingCorrection(String tool, List<Part> parts, String note) {
    /// Checks that each segment comes once.
    public PendingCorrection {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().map(Part::finding).distinct().count() != parts.size()) {
            throw new IllegalArgumentException("what waits must name each segment once, and at least one");
        }
    }

    /// Nothing is said of it.
    public PendingCorrection(String tool, List<Part> parts) {
        this(tool, parts, "");
    }

    /// What becomes of one segment.
    ///
    /// @param finding whose outline
    /// @param before the mask it was worked out on
    /// @param after the mask as it would be
    public record Part(FindingId finding, Mask before, Mask after) {}

    /// What would become of a finding's outline; empty where it is not touched.
    public Optional<Mask> after(FindingId finding) {
        return parts.stream().filter(p -> p.finding().equals(finding)).map(Part::after).findFirst();
    }
}
