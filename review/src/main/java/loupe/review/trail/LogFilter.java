package loupe.review.trail;

import java.time.Instant;
import java.util.Optional;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;

/// Which entries of the log are shown. What is empty lets all through.
///
/// @param account name of who did it
/// @param event what was done
/// @param study beginning of the pseudonymous Study Instance UID
/// @param from first time, UTC
/// @param until time before which, UTC
public record LogFilter(String account, Optional<AuditEvent> event, String study, Optional<Instant> from, Optional<Instant> until) {
    /// Lets every entry through.
    public static final LogFilter ALL = new LogFilter("", Optional.empty(), "", Optional.empty(), Optional.empty());

    /// Whether an entry is shown. One whose action is kept back from the reader fits no action.
    public boolean fits(LoggedEvent e) {
        return (account.isEmpty() || e.actor().equals(account))
                && (event.isEmpty() || e.event().equals(event))
                && (study.isEmpty() || e.studyUid().filter(uid -> uid.startsWith(study)).isPresent())
                && from.filter(t -> e.time().isBefore(t)).isEmpty()
                && until.filter(t -> !e.time().isBefore(t)).isEmpty();
    }
}
