package loupe.review.trail;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.Outcome;

/// Something that left the store, as the log tells it. The log keeps no names of folders, so where a person wrote files to is not here.
///
/// @param at when, UTC
/// @param by account name
/// @param to to what it went
/// @param what what it was, in the log's words
/// @param studyUid the study; empty where it is of no single one
/// @param count how many files or objects; empty where the log does not say
public record Departure(Instant at, String by, To to, String what, Optional<String> studyUid, OptionalInt count) {
    private static final Pattern LEADING = Pattern.compile("^(\\d{1,9}) .*");
    private static final Pattern ONE = Pattern.compile("report|log");

    /// To what it went.
    public enum To {
        /// Files in a folder a person chose.
        FOLDER("folder of a person's choice"),
        /// A set of corrected masks for training.
        TRAINING_SET("training set"),
        /// Everything held on a person, for that person.
        PERSON("the person it is held on"),
        /// Another system of the hospital.
        NODE("another system of the hospital"),
        /// A full copy, as protected as the store.
        BACKUP("backup, encrypted as the store");

        private final String words;

        To(String words) {
            this.words = words;
        }

        /// Short text for people.
        public String words() {
            return words;
        }
    }

    /// What an entry of the log says left; empty where it tells of nothing that did.
    static Optional<Departure> of(LoggedEvent e) {
        if (e.event().isEmpty() || e.outcome() != Outcome.SUCCESS) {
            return Optional.empty();
        }
        Optional<To> to = switch (e.event().get()) {
            case EXPORTED -> Optional.of(e.detail().startsWith("training set ") ? To.TRAINING_SET : To.FOLDER);
            // What was about to go: a kill may have come before it was known what arrived.
            case SENDING -> Optional.of(To.NODE);
            case PORTABILITY_EXPORTED -> Optional.of(To.PERSON);
            case BACKED_UP -> Optional.of(To.BACKUP);
            default -> Optional.empty();
        };
        return to.map(t -> new Departure(e.time(), e.actor(), t, e.detail(), e.studyUid(), count(e.detail())));
    }

    private static OptionalInt count(String detail) {
        Matcher m = LEADING.matcher(detail);
        if (m.matches()) {
            return OptionalInt.of(Integer.parseInt(m.group(1)));
        }
        return ONE.matcher(detail).matches() ? OptionalInt.of(1) : OptionalInt.empty();
    }
}
