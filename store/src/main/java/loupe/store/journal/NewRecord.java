package loupe.store.journal;

import org.jspecify.annotations.Nullable;

/// A record to append. The payload must not be changed by the caller until it is appended.
///
/// @param studyUid pseudonymous Study Instance UID
/// @param kind what the payload is
/// @param payload encoded domain value, any size up to 1 GiB
/// @param supersedes the record it stands in place of; null where none
/// @param after what must still be the newest record of the study's findings; null where any may be
public record NewRecord(
        String studyUid, RecordKind kind, byte[] payload, @Nullable RecordId supersedes, @Nullable JournalEnd after) {
    /// A record that supersedes none, after whatever stands last.
    public static NewRecord of(String studyUid, RecordKind kind, byte[] payload) {
        return new NewRecord(studyUid, kind, payload, null, null);
    }

    /// In place of another record.
    public NewRecord inPlaceOf(RecordId superseded) {
        return new NewRecord(studyUid, kind, payload, superseded, after);
    }

    /// Only where nothing was added to the study's findings since they were read.
    public NewRecord after(JournalEnd seen) {
        return new NewRecord(studyUid, kind, payload, supersedes, seen);
    }
}
