package loupe.store.audit;

import org.jspecify.annotations.Nullable;

/// What a caller asks the log to keep.
///
/// @param event what happened; plain in the log
/// @param outcome how it ended; plain in the log
/// @param actor who, a pseudonymous account name; encrypted. Empty means the store's own actor
/// @param detail what more there is to say; encrypted
/// @param studyUid pseudonymous Study Instance UID it concerns, kept as the study's random id; null where none
public record AuditEntry(
        AuditEvent event, Outcome outcome, String actor, String detail, @Nullable String studyUid) {

    /// A success of the store's own actor that concerns no study.
    public static AuditEntry of(AuditEvent event, String detail) {
        return new AuditEntry(event, Outcome.SUCCESS, "", detail, null);
    }

    /// A success of the store's own actor that concerns a study.
    public static AuditEntry of(AuditEvent event, String detail, String studyUid) {
        return new AuditEntry(event, Outcome.SUCCESS, "", detail, studyUid);
    }
}
