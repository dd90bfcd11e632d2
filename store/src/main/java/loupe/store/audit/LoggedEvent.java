package loupe.store.audit;

import java.time.Instant;
import java.util.Optional;

/// One line of the log, decrypted.
///
/// @param sequence position in the log, from 0
/// @param time UTC
/// @param event what happened; empty where a newer version wrote it
/// @param outcome how it ended
/// @param actor who
/// @param detail what more was said
/// @param studyUid pseudonymous Study Instance UID; empty where none
public record LoggedEvent(
        long sequence,
        Instant time,
        Optional<AuditEvent> event,
        Outcome outcome,
        String actor,
        String detail,
        Optional<String> studyUid) {}
