package loupe.review.identity;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.study.StudySummary;
import loupe.deid.Identity;
import loupe.deid.StandIns;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.LoggedReason;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.access.Permission;

/// The way back: from an original number to the studies the store has of it, and from a pseudonym to the person, where the site keeps
/// that. Each look needs the identity keeper's role and a reason, and is in the log whether or not anything is found. What is typed and
/// what is found is kept nowhere. Not thread-safe.
public final class WayBack {
    /// What the pseudonyms of imports come from.
    private static final String PROJECT = "import";

    private final Store store;
    private final IdentityBook book;

    /// @param store the store as the account at work may see it
    public WayBack(Store store) {
        this.store = store;
        this.book = new IdentityBook(store);
    }

    /// By what one looks.
    public enum By {
        /// The Patient ID of the original files.
        PATIENT_ID,
        /// The Study Instance UID of the original files.
        STUDY_UID,
        /// The patient's pseudonym in this store.
        PSEUDONYM
    }

    /// What is looked for.
    ///
    /// @param by what it is
    /// @param value as it is written in the original, or the pseudonym
    /// @param issuer who gave a Patient ID, as in the original; empty where it does not say
    /// @param reason why; it stands in the log and must hold nothing of a patient
    public record Question(By by, String value, String issuer, String reason) {
        /// Takes blanks at the ends away.
        public Question {
            value = value.strip();
            issuer = issuer.strip();
            reason = reason.strip();
        }

        /// Says nothing of the person, so that no log can.
        @Override
        public String toString() {
            return "Question by " + by;
        }
    }

    /// What was found.
    ///
    /// @param pseudonym the patient's; empty where no study is there that would tell it
    /// @param who who that is; empty where the site keeps nothing of that pseudonym
    /// @param studies the person's studies in the store, or the one that was asked for; none where the account may not list studies
    public record Found(String pseudonym, Optional<Identity> who, List<StudySummary> studies) {
        /// Copies the list.
        public Found {
            studies = List.copyOf(studies);
        }

        /// Says nothing of the person.
        @Override
        public String toString() {
            return "Found " + studies.size();
        }
    }

    /// Looks.
    ///
    /// @throws ReviewException where nothing is given to look for, no reason is given, or one that seems to hold an identifier
    /// @throws IOException if the account may not look back, may not use the key of imports where an original number is looked for, or
    ///     the store fails
    public Found look(Question q) throws IOException {
        if (q.value.isEmpty()) {
            throw new ReviewException("say what is looked for: an original number, or a pseudonym");
        }
        if (q.reason.isEmpty()) {
            throw new ReviewException("say why; it stands in the log");
        }
        LoggedReason.require(q.reason, q.value);
        store.authorize(Permission.LINK_IDENTITY, null);
        List<StudySummary> all = store.accounts().present().may(Permission.LIST_STUDIES) ? store.studies() : List.of();
        return switch (q.by) {
            case PSEUDONYM -> of(q.value, all, q.reason);
            case PATIENT_ID -> of(standIns().patient(q.value, q.issuer), all, q.reason);
            case STUDY_UID -> study(standIns().study(q.value), all, q.reason);
        };
    }

    private Found of(String pseudonym, List<StudySummary> all, String reason) throws IOException {
        return new Found(
                pseudonym, book.lookUp(pseudonym, reason), all.stream().filter(s -> s.patientPseudonym().equals(pseudonym)).toList());
    }

    private Found study(String uid, List<StudySummary> all, String reason) throws IOException {
        Optional<StudySummary> found = all.stream().filter(s -> s.studyUid().equals(uid)).findFirst();
        String pseudonym = found.map(StudySummary::patientPseudonym).orElse("");
        // A look that finds no study is in the log too.
        Optional<Identity> who = book.lookUp(found.isPresent() ? pseudonym : uid, reason);
        return new Found(pseudonym, who, found.stream().toList());
    }

    private StandIns standIns() throws IOException {
        byte[] key = store.projectKey(PROJECT);
        try {
            return new StandIns(PseudonymKey.of(key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
