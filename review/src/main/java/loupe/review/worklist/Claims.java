package loupe.review.worklist;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loupe.core.encoding.Encoding;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;

/// Who has which study in hand, so that no two readers read one by accident.
///
/// A claim is a record of the study, sealed with the study's key and gone with it at an erasure, a field of its line in the list, and
/// an entry of the log, all in one transaction: of two who reach for a study at once one gets it, and the other is told who. It ends
/// when its reader gives the study back (closes it, locks, ends the program), when the study is sealed, when somebody takes it over
/// with a reason, and, where the program was killed, when its reader comes in again or [#ENDS_AFTER] it was taken. Who may not decide
/// on findings only looks: they claim nothing. Nor is a sealed study claimed. Not for the toolkit's thread.
public final class Claims {
    /// After so long a claim holds nobody back any more: a working shift's half, longer than a study stands open in one go.
    public static final Duration ENDS_AFTER = Duration.ofHours(4);

    private static final String TYPE = "study-claim";
    private static final int VERSION = 1;
    private static final int LONGEST_REASON = 200;

    private final Store store;

    /// @param store where the studies are
    public Claims(Store store) {
        this.store = store;
    }

    /// What came of reaching for a study.
    public sealed interface Outcome {
        /// It is the reader's to review.
        record Taken() implements Outcome {}

        /// The account at work decides on nothing, or the study is sealed: it is only looked at, and nobody is held back.
        record Looked() implements Outcome {}

        /// Another reader has it.
        ///
        /// @param claim who, and since when
        record Held(StudyClaim claim) implements Outcome {}
    }

    /// What a record of the kind keeps.
    ///
    /// @param step taken, taken over or given back
    /// @param by account name
    /// @param at when, UTC
    /// @param from who had it before; empty where nobody
    /// @param reason why it was taken over; empty otherwise
    record Kept(Step step, String by, Instant at, String from, String reason) {}

    enum Step {
        TAKEN,
        TAKEN_OVER,
        GIVEN_BACK
    }

    /// Stops an append: somebody else was first.
    private static final class HeldException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient StudyClaim claim;

        HeldException(StudyClaim claim) {
            super("held", null, false, false);
            this.claim = claim;
        }
    }

    /// The claim that holds others back now; empty where there is none, or where it ended by its age.
    ///
    /// @param now the store's time
    public static Optional<StudyClaim> inForce(StudySummary s, Instant now) {
        return s.claim().filter(c -> now.isBefore(c.since().plus(ENDS_AFTER)));
    }

    /// Reaches for a study, as opening it for review does. Who has it already keeps it, from now on anew.
    ///
    /// @throws IOException if the study is not there or the store fails
    public Outcome take(String studyUid) throws IOException {
        StudySummary s = study(studyUid);
        if (!reviews() || s.state().signed()) {
            return new Outcome.Looked();
        }
        String me = account();
        Instant at = store.now();
        try {
            append(new Kept(Step.TAKEN, me, at, "", ""), studyUid, now -> {
                inForce(now, at).filter(c -> !c.by().equals(me)).ifPresent(c -> {
                    throw new HeldException(c);
                });
                return claimed(now, me, at);
            });
        } catch (HeldException e) {
            return new Outcome.Held(e.claim);
        }
        return new Outcome.Taken();
    }

    /// Refuses where another reader has a study in hand.
    ///
    /// @throws IOException if so, naming who; if the study is not there or the store fails
    public void requireFree(String studyUid) throws IOException {
        String me = account();
        Optional<StudyClaim> other = inForce(study(studyUid), store.now()).filter(c -> !c.by().equals(me));
        if (other.isPresent()) {
            throw new ReviewException(other.get().by() + " has this study in hand since " + other.get().since()
                    + "; take it over with a reason to change it");
        }
    }

    /// Takes a study over that another reader has; the log says from whom and why.
    ///
    /// @param reason in the taker's words, 1 to 200 characters
    /// @throws IOException if there is no reason, the account may not review, the study is sealed or not there, or the store fails
    public void takeOver(String studyUid, String reason) throws IOException {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new ReviewException("say why you take the study over, in at most " + LONGEST_REASON + " characters");
        }
        StudySummary s = study(studyUid);
        if (!reviews() || s.state().signed()) {
            throw new ReviewException("this study can only be looked at");
        }
        String me = account();
        String from = s.claim().map(StudyClaim::by).filter(by -> !by.equals(me)).orElse("");
        Instant at = store.now();
        append(new Kept(Step.TAKEN_OVER, me, at, from, why), studyUid, now -> claimed(now, me, at));
    }

    /// Gives a study back; nothing happens where the account at work does not have it.
    ///
    /// @throws IOException if the store fails
    public void release(String studyUid) throws IOException {
        Optional<StudySummary> s = store.study(studyUid);
        if (s.isPresent() && mine(s.get(), account())) {
            give(s.get());
        }
    }

    /// Gives back what the account at work still has from a program that was killed; for when it comes in.
    ///
    /// @return how many studies
    /// @throws IOException if the store fails
    public int releaseLeft() throws IOException {
        if (!reviews()) {
            return 0;
        }
        String me = account();
        int given = 0;
        for (StudySummary s : store.studies()) {
            if (mine(s, me)) {
                give(s);
                given++;
            }
        }
        return given;
    }

    private void give(StudySummary s) throws IOException {
        String me = account();
        append(new Kept(Step.GIVEN_BACK, me, store.now(), "", ""), s.studyUid(), now ->
                mine(now, me) ? now.with(Optional.empty()) : now);
    }

    private static boolean mine(StudySummary s, String me) {
        return s.claim().filter(c -> c.by().equals(me)).isPresent();
    }

    private void append(Kept kept, String studyUid, UnaryOperator<StudySummary> change) throws IOException {
        store.append(
                NewRecord.of(studyUid, RecordKind.SESSION, Encoding.encode(TYPE, VERSION, kept)),
                change,
                AuditEntry.of(
                        kept.step() == Step.GIVEN_BACK ? AuditEvent.STUDY_RELEASED : AuditEvent.STUDY_CLAIMED, words(kept), studyUid));
    }

    /// What a record of the kind keeps.
    static Kept decoded(byte[] payload) throws IOException {
        return Encoding.decode(payload, TYPE, VERSION, Kept.class);
    }

    private static String words(Kept k) {
        return switch (k.step()) {
            case TAKEN -> "taken";
            case TAKEN_OVER -> "taken over" + (k.from().isEmpty() ? "" : " from " + k.from()) + ": " + k.reason();
            case GIVEN_BACK -> "given back";
        };
    }

    private static StudySummary claimed(StudySummary s, String by, Instant at) {
        return s.with(Optional.of(new StudyClaim(by, at)));
    }

    private StudySummary study(String studyUid) throws IOException {
        return store.study(studyUid).orElseThrow(() -> new ReviewException("there is no such study; see `loupe list`"));
    }

    private boolean reviews() throws IOException {
        return store.accounts().present().may(Permission.DECIDE);
    }

    private String account() throws IOException {
        return store.accounts().present().name();
    }
}
