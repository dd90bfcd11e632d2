package loupe.review.twice.book;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.edit.Adjudicated;

/// How far a study's double reading is. Immutable.
///
/// @param drawn whether it was settled if two readers read the study; empty where nobody asked yet
/// @param readings the first reader's, then the second's, as far as they were begun
/// @param firstIsA of each difference whether the first reader's version is A; empty until both are done
/// @param rulings the rulings in force, by number of the difference
/// @param adjudicator account name of who ruled last; empty before
public record DoubleReading(
        Optional<ReadingStep.Drawn> drawn, List<Reading> readings, List<Boolean> firstIsA, Map<Integer, Adjudicated.Settled> rulings,
        Optional<String> adjudicator) {
    /// Of a study nothing is known of.
    public static final DoubleReading NONE = new DoubleReading(Optional.empty(), List.of(), List.of(), Map.of(), Optional.empty());

    /// One of the two readings.
    ///
    /// @param by account name of its reader
    /// @param begun when, UTC
    /// @param finished when, UTC; empty while it goes on
    /// @param before account names of those it was taken over from, the latest last; their steps are part of it
    public record Reading(String by, Instant begun, Optional<Instant> finished, List<String> before) {
        /// Copies the list.
        public Reading {
            before = List.copyOf(before);
        }

        private Reading finishedAt(Instant when) {
            return new Reading(by, begun, Optional.of(when), before);
        }

        private Reading takenOver(String other) {
            List<String> all = new ArrayList<>(before);
            all.add(by);
            return new Reading(other, begun, finished, all);
        }
    }

    /// Copies the lists.
    public DoubleReading {
        readings = List.copyOf(readings);
        firstIsA = List.copyOf(firstIsA);
        rulings = Map.copyOf(rulings);
    }

    /// The same after a step. Of two steps that settle one thing the first stands; a reader who begins twice began once.
    public DoubleReading after(ReadingStep step) {
        return switch (step) {
            case ReadingStep.Drawn d ->
                drawn.filter(ReadingStep.Drawn::twice).isPresent()
                        ? this
                        : new DoubleReading(Optional.of(d), readings, firstIsA, rulings, adjudicator);
            case ReadingStep.Begun b -> {
                if (of(b.by()).isPresent() || handedOn(b.by()) || readings.size() == 2) {
                    yield this;
                }
                List<Reading> next = new ArrayList<>(readings);
                next.add(new Reading(b.by(), b.at(), Optional.empty(), List.of()));
                yield new DoubleReading(drawn, next, firstIsA, rulings, adjudicator);
            }
            case ReadingStep.Finished f -> new DoubleReading(
                    drawn,
                    readings.stream().map(r -> r.by.equals(f.by()) && r.finished.isEmpty() ? r.finishedAt(f.at()) : r).toList(),
                    f.firstIsA().isEmpty() ? firstIsA : f.firstIsA(), rulings, adjudicator);
            case ReadingStep.TakenOver t -> of(t.by()).isPresent() || handedOn(t.by())
                    ? this
                    : new DoubleReading(
                            drawn,
                            readings.stream()
                                    .map(r -> r.by.equals(t.from()) && r.finished.isEmpty() ? r.takenOver(t.by()) : r)
                                    .toList(),
                            firstIsA, rulings, adjudicator);
            case ReadingStep.Ruled r -> {
                Map<Integer, Adjudicated.Settled> next = new TreeMap<>(rulings);
                next.put(r.settled().number(), r.settled());
                yield new DoubleReading(drawn, readings, firstIsA, next, Optional.of(r.by()));
            }
        };
    }

    /// Whether two readers read the study.
    public boolean twice() {
        return drawn.filter(ReadingStep.Drawn::twice).isPresent();
    }

    /// An account's reading.
    public Optional<Reading> of(String account) {
        return readings.stream().filter(r -> r.by.equals(account)).findFirst();
    }

    /// Whether an account's reading was taken over by another: it has seen it, so it neither reads nor settles this study any more.
    public boolean handedOn(String account) {
        return readings.stream().anyMatch(r -> r.before.contains(account));
    }

    /// Whose steps make the reading of an account: its own and those it took over; of who reads nothing its own alone, and nobody's of
    /// who handed its reading on.
    Set<String> whose(String account) {
        if (handedOn(account)) {
            return Set.of();
        }
        Set<String> out = new HashSet<>(Set.of(account));
        of(account).ifPresent(r -> out.addAll(r.before));
        return out;
    }

    /// Whether an account is the first reader, whose reading stands in the study's own journal.
    public boolean first(String account) {
        return !readings.isEmpty() && readings.getFirst().by.equals(account);
    }

    /// Whether somebody is done.
    public boolean anyFinished() {
        return readings.stream().anyMatch(r -> r.finished.isPresent());
    }

    /// Whether both are done.
    public boolean bothFinished() {
        return readings.size() == 2 && readings.stream().allMatch(r -> r.finished.isPresent());
    }

    /// Where the study stands for an account, while what both differ in is not settled. It is the same whatever either reader said,
    /// and does not tell whether the other is done.
    StudyState shown(String account, StudySummary s) {
        if (bothFinished()) {
            return StudyState.TO_ADJUDICATE;
        }
        if (readings.isEmpty()) {
            return s.urgency().level() == Urgency.Level.NOT_RATED && s.findingCount() == 0 ? StudyState.NEW : StudyState.TO_REVIEW;
        }
        return first(account) && of(account).orElseThrow().finished.isEmpty() ? StudyState.IN_REVIEW : StudyState.SECOND_READ;
    }
}
