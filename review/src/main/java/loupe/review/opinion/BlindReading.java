package loupe.review.opinion;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.ReviewState;
import loupe.review.quality.book.AwaitedLooks;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.StoredRecord;

/// Whether readers of this site read blind first, and who does so on which study. Off unless an administrator asks for it.
///
/// Readers are the accounts that may decide on findings. Who decides nothing (a QA reviewer, a service) has no first opinion to
/// keep apart. An emergency lifts nothing: to commit takes a moment. A sealed review is a record and open to all who may read it.
public final class BlindReading {
    /// What is said where something waits for the first opinion.
    public static final String FIRST = "Commit your first opinion on this study first; until then nothing that programs or"
            + " others found is shown, decided on or written out.";

    /// Where nobody has a first opinion to give any more: signed, or read by two readers who are both done.
    private static final Set<StudyState> FINISHED =
            EnumSet.of(StudyState.SEALED, StudyState.TO_ADJUDICATE, StudyState.ADJUDICATED);
    private static final String NAME = "blind-first-read";
    private static final String TYPE = "blind-first-read";
    private static final int VERSION = 1;

    private final Store store;
    private final AwaitedLooks looks;
    /// Who is known to have committed on what, or not; looking through all records of all studies at each list takes long.
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /// @param store the store itself, not what a reader sees of it
    public BlindReading(Store store) {
        this.store = store;
        this.looks = new AwaitedLooks(store);
    }

    /// Which studies await a second look, blind to what their readers said.
    public AwaitedLooks looks() {
        return looks;
    }

    /// Of a study's records those the account at work may see before its second look: what models found and what accompanies images.
    /// All of them where none is awaited.
    ///
    /// @throws StoreException if the store fails or is locked
    public List<StoredRecord> beforeSecondLook(String studyUid, List<StoredRecord> records) throws StoreException {
        return looks.hides(studyUid) ? records.stream().filter(r -> foundByModels(r.kind())).toList() : records;
    }

    private static boolean foundByModels(RecordKind kind) {
        return kind.attached() || kind == RecordKind.PREDICTION || kind == RecordKind.SEGMENTATION;
    }

    /// The store itself.
    public Store store() {
        return store;
    }

    /// What is kept.
    ///
    /// @param on whether the site wants it
    record Setting(boolean on) {}

    /// Whether the site wants it.
    ///
    /// @throws StoreException if the account may not read settings or the store fails
    public boolean wanted() throws StoreException {
        Optional<byte[]> kept = store.site(SiteKind.SETTINGS, NAME);
        try {
            return kept.isPresent() && Encoding.decode(kept.get(), TYPE, VERSION, Setting.class).on();
        } catch (EncodingException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "The setting of the blind first read cannot be read.", e);
        }
    }

    /// Sets it for the whole site; the log has it.
    ///
    /// @throws StoreException if the account may not change settings or the store fails
    public void want(boolean on) throws StoreException {
        store.putSite(SiteKind.SETTINGS, NAME, Encoding.encode(TYPE, VERSION, new Setting(on)));
        store.log(AuditEntry.of(AuditEvent.SETTINGS_CHANGED, "blind first read " + (on ? "on" : "off")));
    }

    /// Whether the account at work reads blind first.
    ///
    /// @throws StoreException if the store fails or is locked
    public boolean applies() throws StoreException {
        Account present = store.accounts().present();
        return present.may(Permission.DECIDE) && present.may(Permission.READ_SITE) && wanted();
    }

    /// Whether what programs and others say of a study is kept from the account at work.
    ///
    /// @throws StoreException if the store fails or is locked
    public boolean hides(String studyUid) throws StoreException {
        return applies() && hidesWhereItApplies(store.study(studyUid));
    }

    /// The same, for an account that reads blind.
    ///
    /// @throws StoreException if the store fails or is locked
    boolean hidesWhereItApplies(Optional<StudySummary> study) throws StoreException {
        return study.isPresent() && !FINISHED.contains(study.get().state())
                && !committed(study.get().studyUid(), store.accounts().present().name());
    }

    private boolean committed(String studyUid, String reader) throws StoreException {
        String name = studyUid + " " + reader;
        Boolean before = known.get(name);
        if (before != null) {
            return before;
        }
        boolean found = false;
        for (StoredRecord r : store.firstOpinions(studyUid)) {
            try {
                found |= FirstOpinion.decoded(r.payload()).by().equals(reader);
            } catch (EncodingException e) {
                throw new StoreException(StoreException.Kind.TAMPERED, "A first opinion cannot be read; run `loupe doctor`.", e);
            }
        }
        known.put(name, found);
        return found;
    }

    /// Told that a first opinion on a study is in the store.
    public void committed(FirstOpinion opinion, String studyUid) {
        known.put(studyUid + " " + opinion.by(), true);
    }

    /// Forgets who committed on what; it is looked up again.
    void forget() {
        known.clear();
        looks.forget();
    }

    /// Whether a review as it stands is kept from a reader.
    ///
    /// @param reader account name
    /// @throws StoreException if the store fails or is locked
    public boolean hides(ReviewState state, String reader) throws StoreException {
        return state.seal().isEmpty() && state.adjudicated().isEmpty() && state.opinionOf(reader).isEmpty() && applies();
    }

    /// Refuses while a study is kept from the account at work.
    ///
    /// @throws ReviewException where it is
    public void requireCommitted(String studyUid) throws IOException {
        if (hides(studyUid)) {
            throw new ReviewException(FIRST);
        }
    }

    /// Refuses while what readers said of a study is kept from the account at work: before its first opinion, or before a second look.
    ///
    /// @throws ReviewException where it is
    public void requireReadersSeen(String studyUid) throws IOException {
        requireCommitted(studyUid);
        if (looks.hides(studyUid)) {
            throw new ReviewException(AwaitedLooks.FIRST);
        }
    }
}
