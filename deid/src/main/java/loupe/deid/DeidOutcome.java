package loupe.deid;

import loupe.core.dicom.DeidentifiedInstance;

/// What became of one instance at the door.
public sealed interface DeidOutcome {

    /// It went through.
    ///
    /// @param instance what may be stored
    /// @param report what was changed, without values
    record Cleaned(DeidentifiedInstance instance, DeidReport report) implements DeidOutcome {}

    /// It stays outside.
    ///
    /// @param reason the kind of refusal
    /// @param sentence what is wrong and what to do, for a person; names no identifier, value or path
    record Refused(RefusalReason reason, String sentence) implements DeidOutcome {}
}
