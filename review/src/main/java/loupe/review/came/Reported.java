package loupe.review.came;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.object.ReportedShape;

/// A measurement of a report that came along, as the report says it.
///
/// @param from the report
/// @param label what it calls it, or what it is by its code where the door took the words away
/// @param values its numbers with their units, one a line
/// @param shape what was measured on; empty where it lies on a segment or on nothing
public record Reported(Origin from, String label, List<String> values, Optional<ReportedShape.Placed> shape) {
    /// Copies the list.
    public Reported {
        values = List.copyOf(values);
    }

    /// Label and numbers, one a line.
    public String text() {
        return values.isEmpty() ? label : label + "\n" + String.join("\n", values);
    }
}
