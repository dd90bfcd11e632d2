package loupe.deid;

import java.util.List;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.deid.pixel.TextBox;

/// What became of one instance at the door.
public sealed interface DeidOutcome {

    /// It went through.
    ///
    /// @param instance what may be stored
    /// @param report what was changed, without values
    record Cleaned(DeidentifiedInstance instance, DeidReport report) implements DeidOutcome {}

    /// It stays outside until a person has decided on its pixels.
    ///
    /// @param boxes every place that was or is taken for text
    /// @param sentence what is wrong and what to do
    record Waiting(List<TextBox> boxes, String sentence) implements DeidOutcome {
        /// Copies the list.
        public Waiting {
            boxes = List.copyOf(boxes);
        }
    }

    /// It stays outside.
    ///
    /// @param reason the kind of refusal
    /// @param sentence what is wrong and what to do, for a person; names no identifier, value or path
    record Refused(RefusalReason reason, String sentence) implements DeidOutcome {}
}
