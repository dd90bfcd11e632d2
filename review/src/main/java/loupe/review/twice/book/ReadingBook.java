package loupe.review.twice.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.edit.Adjudicated;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.StoredRecord;

/// Keeps double readings: the rule, and of each study whether two read it, who, and how far they are. Every step is a record of the
/// study, encrypted with its findings, in one transaction with its line in the list and the entry of the log. Not for the toolkit's
/// thread.
public final class ReadingBook {
    private static final String NAME = "double-reading";
    private static final String TYPE = "double-reading-rule";
    private static final int VERSION = 1;
    /// What is said to who handed a reading on.
    static final String HANDED_ON = "Another reader has taken your reading of this study over; you have seen it, so you cannot read or"
            + " settle it any more.";

    private final Store store;
    private final RandomGenerator chance;
    /// How far each open double reading is; a store belongs to one process, so what was read once stays true until a step is added.
    private final Map<String, DoubleReading> known = new ConcurrentHashMap<>();

    /// @param store the store itself, not what a reader sees of it
    /// @param chance draws studies and the order of versions
    public ReadingBook(Store store, RandomGenerator chance) {
        this.store = store;
        this.chance = chance;
    }

    /// The store itself.
    public Store store() {
        return store;
    }

    /// Chance, as it was given.
    public RandomGenerator chance() {
        return chance;
    }

    /// The site's rule.
    ///
    /// @throws StoreException if the account may not read settings or the store fails
    public ReadingRule rule() throws StoreException {
        Optional<byte[]> kept = store.site(SiteKind.SETTINGS, NAME);
        try {
            return kept.isEmpty() ? ReadingRule.NONE : Encoding.decode(kept.get(), TYPE, VERSION, ReadingRule.class);
        } catch (EncodingException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "The rule of double reading cannot be read.", e);
        }
    }

    /// Sets the site's rule; the log has it. It holds for studies nobody has reached for yet.
    ///
    /// @throws StoreException if the account may not change settings or the store fails
    public void rule(ReadingRule rule) throws StoreException {
        store.putSite(SiteKind.SETTINGS, NAME, Encoding.encode(TYPE, VERSION, rule));
        store.log(AuditEntry.of(AuditEvent.DOUBLE_READ, "rule: " + rule.words()));
    }

    /// How far a study's double reading is.
    ///
    /// @throws StoreException if the account may not read findings or the store fails
    public DoubleReading of(String studyUid) throws StoreException {
        DoubleReading before = known.get(studyUid);
        if (before != null) {
            return before;
        }
        DoubleReading found = DoubleReading.NONE;
        try {
            for (StoredRecord r : store.doubleReading(studyUid, false)) {
                found = found.after(ReadingStep.decoded(r.payload()));
            }
        } catch (EncodingException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "A double reading cannot be read; run `loupe doctor`.", e);
        }
        known.put(studyUid, found);
        return found;
    }

    /// Forgets what was read; it is looked up again.
    void forget() {
        known.clear();
    }

    /// Draws whether two readers read a study, where the rule asks for it and that was never settled.
    ///
    /// @return whether two do
    /// @throws StoreException if the account may not decide or the store fails
    synchronized boolean draw(StudySummary s) throws StoreException {
        Optional<ReadingRule.Share> share = rule().of(s.modalities());
        if (share.isEmpty() || of(s.studyUid()).drawn().isPresent()) {
            return false;
        }
        boolean twice = chance.nextInt(share.get().oneIn()) == 0;
        String how = share.get().words();
        add(s.studyUid(), new ReadingStep.Drawn(me(), store.now(), twice, how), line -> twice ? opened(line) : line,
                "drawn by the rule (" + how + "): " + (twice ? "two readers" : "one reader"));
        return twice;
    }

    /// A study's line while two readers read it: in nobody's hand, for claims would tell one who the other is.
    public static StudySummary opened(StudySummary s) {
        return s.with(StudyState.SECOND_READ).with(Optional.empty());
    }

    /// Begins the account's reading: the first to begin is the first reader.
    ///
    /// @throws StoreException TWO_READERS where the account began before, handed a reading on, or both are begun
    public synchronized DoubleReading begin(String studyUid) throws StoreException {
        DoubleReading now = of(studyUid);
        String me = me();
        Optional<DoubleReading.Reading> own = now.of(me);
        if (own.isPresent()) {
            throw refused(own.get().finished().isPresent()
                    ? "You have read this study and your reading is finished; the other reading is another person's."
                    : "You have begun your reading of this study already; the other reading is another person's.");
        }
        if (now.handedOn(me)) {
            throw refused(HANDED_ON);
        }
        if (now.readings().size() == 2) {
            throw refused("Both readings of this study are begun; a third reader settles what they differ in.");
        }
        add(studyUid, new ReadingStep.Begun(me, store.now()), s -> s,
                (now.readings().isEmpty() ? "first" : "second") + " reading begun");
        return of(studyUid);
    }

    /// Takes an unfinished reading over for the account at work, which goes on with it as it stands. A try that names somebody who reads
    /// nothing is in the log too.
    ///
    /// @param from account name of its reader
    /// @param reason why; it stands in the log
    /// @throws StoreException TWO_READERS where the account reads, or read, this study itself, or that one has no reading to take over
    public synchronized void takeOver(String studyUid, String from, String reason) throws StoreException {
        DoubleReading now = of(studyUid);
        String me = me();
        if (now.of(me).isPresent()) {
            throw refused("You read this study yourself; who has seen one reading cannot be the other reader.");
        }
        if (now.handedOn(me)) {
            throw refused(HANDED_ON);
        }
        if (now.of(from).filter(r -> r.finished().isEmpty()).isEmpty()) {
            store.log(AuditEntry.of(AuditEvent.DOUBLE_READ, "taking over refused: " + from + " has no unfinished reading", studyUid));
            throw refused("That account has no unfinished reading of this study.");
        }
        add(studyUid, new ReadingStep.TakenOver(me, store.now(), from, reason), s -> s,
                (now.first(from) ? "first" : "second") + " reading taken over from " + from + ": " + reason);
    }

    /// What is said where two readers are in the way.
    public static StoreException refused(String words) {
        return new StoreException(StoreException.Kind.TWO_READERS, words);
    }

    /// Keeps a step.
    ///
    /// @param change of the study's line
    /// @param detail what the log says
    /// @throws StoreException if the account may not decide, the study is sealed or the store fails
    public synchronized void add(String studyUid, ReadingStep step, UnaryOperator<StudySummary> change, String detail)
            throws StoreException {
        DoubleReading before = of(studyUid);
        store.append(
                NewRecord.of(studyUid, RecordKind.DOUBLE_READING, step.encoded()), change,
                AuditEntry.of(AuditEvent.DOUBLE_READ, detail, studyUid));
        known.put(studyUid, before.after(step));
    }

    /// Keeps what came of it, once: from then on the study shows the adjudicated review to everybody who may read it.
    ///
    /// @param end what the readings were read up to
    /// @throws StoreException CHANGED where something was added since, SEALED, or if the store fails
    public synchronized void conclude(String studyUid, Adjudicated settled, JournalEnd end, UnaryOperator<StudySummary> change)
            throws StoreException {
        store.append(
                NewRecord.of(studyUid, RecordKind.ADJUDICATION, settled.encoded()).after(end),
                s -> change.apply(s).with(StudyState.ADJUDICATED),
                AuditEntry.of(AuditEvent.DOUBLE_READ, "concluded: " + settled.agreed() + " findings agreed, " + settled.settled().size()
                        + " differences settled", studyUid));
    }

    private String me() throws StoreException {
        return store.accounts().present().name();
    }

    /// The records of a reading, as they would stand in a journal of its own, up to the end of the double reading: what models found
    /// and what that reader did.
    ///
    /// @param all a study's records, oldest first, steps of readings opened
    /// @param now how far the double reading is
    /// @param account whose reading; what it took over is part of it
    public static List<StoredRecord> reading(List<StoredRecord> all, DoubleReading now, String account) throws StoreException {
        Set<String> whose = now.whose(account);
        List<StoredRecord> out = new ArrayList<>();
        for (StoredRecord r : all) {
            if (r.kind() == RecordKind.ADJUDICATION) {
                return out;
            }
            if (r.kind() == RecordKind.SECOND_READING) {
                SecondStep step = SecondStep.decoded(r.payload());
                if (whose.contains(step.by())) {
                    out.add(step.unwrapped(r));
                }
            } else if (ReadingView.ofImagesAndModels(r.kind()) || ReadingView.ofReaders(r.kind()) && now.first(account)) {
                out.add(r);
            }
        }
        return out;
    }
}
