package loupe.exchange.peer;

import java.util.Optional;
import java.util.Set;

/// What is to be fetched: a study, one of its series, or some of its instances.
///
/// @param study Study Instance UID
/// @param series Series Instance UID; empty for all
/// @param instances SOP Instance UIDs, all of that series; empty for all
public record Wanted(String study, Optional<String> series, Set<String> instances) {
    /// Copies the set.
    public Wanted {
        instances = Set.copyOf(instances);
        if (!instances.isEmpty() && series.isEmpty()) {
            throw new IllegalArgumentException("series must be named where instances are");
        }
    }

    /// A whole study.
    public static Wanted study(String uid) {
        return new Wanted(uid, Optional.empty(), Set.of());
    }

    /// Says nothing of the study, so that no log can.
    @Override
    public String toString() {
        return "Wanted";
    }
}
