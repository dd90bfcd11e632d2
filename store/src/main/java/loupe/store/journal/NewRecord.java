package loupe.store.journal;

import org.jspecify.annotations.Nullable;

/// A record to append. The payload must not be changed by the caller until it is appended.
///
/// @param studyUid pseudonymous Study Instance UID
/// @param kind what the payload is
/// @param payload encoded domain value, any size up to 1 GiB
/// @param supersedes the record it stands in place of; null where none
public record NewRecord(String studyUid, RecordKind kind, byte[] payload, @Nullable RecordId supersedes) {
    /// A record that supersedes none.
    public static NewRecord of(String studyUid, RecordKind kind, byte[] payload) {
        return new NewRecord(studyUid, kind, payload, null);
    }
}
