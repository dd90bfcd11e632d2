package loupe.review.worklist;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// How long a study was in readers' hands, by its claims: from each taking to its giving back, to the next reader's taking over or to the
/// seal, whichever came first.
public final class HandTimes {
    /// Longest time in one hand that is taken for reading; a longer one says nothing, and the study's time is not known.
    public static final Duration LONGEST = Duration.ofHours(1);

    private HandTimes() {}

    /// The time of all hands together; empty where nobody claimed the study, a claim was never ended, or one lasted longer than
    /// [#LONGEST].
    ///
    /// @param records of the study, oldest first, those of claims with their content
    /// @throws IOException if a record is damaged
    public static Optional<Duration> of(List<StoredRecord> records) throws IOException {
        Map<String, Instant> taken = new HashMap<>();
        Duration sum = Duration.ZERO;
        boolean any = false;
        for (StoredRecord r : records) {
            if (r.kind() == RecordKind.SEAL || r.kind() == RecordKind.SESSION) {
                Optional<Claims.Kept> kept = r.kind() == RecordKind.SEAL ? Optional.empty() : Optional.of(Claims.decoded(r.payload()));
                boolean again = kept.filter(k -> k.step() == Claims.Step.TAKEN && taken.containsKey(k.by())).isPresent();
                Instant at = kept.map(Claims.Kept::at).orElse(r.time());
                for (Instant from : again ? List.<Instant>of() : List.copyOf(taken.values())) {
                    Duration held = Duration.between(from, at);
                    if (held.isNegative() || held.compareTo(LONGEST) > 0) {
                        return Optional.empty();
                    }
                    sum = sum.plus(held);
                    any = true;
                }
                if (!again) {
                    taken.clear();
                    kept.filter(k -> k.step() != Claims.Step.GIVEN_BACK).ifPresent(k -> taken.put(k.by(), k.at()));
                }
            }
        }
        return any && taken.isEmpty() ? Optional.of(sum) : Optional.empty();
    }
}
