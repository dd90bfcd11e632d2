package loupe.review.twice.book;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.session.Journal;
import loupe.review.worklist.UrgencyRules;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.face.Accounts;
import loupe.store.face.AuditTrail;
import loupe.store.face.IdentityLink;
import loupe.store.face.ImportBatch;
import loupe.store.face.Lifecycle;
import loupe.store.face.Outbox;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.AccountSignature;
import loupe.store.keys.Credentials;
import org.jspecify.annotations.Nullable;

/// A store as the account at work may see and write it while two readers read a study: to each of them, and to whoever settles their
/// differences, it is a study with a journal of its own; nobody else's reading is in it, nor who the others are.
///
/// It lies under everything of the product, the gate of the blind first read and what runs models and seals among it, so there is no
/// path round it. Of a study that two read it gives images, what models found, and of readers' steps the account's own; its line in
/// the list says neither what is decided nor who has it in hand; the log has lines about it without names; nothing is written out and
/// nothing sealed. What the second reader and the adjudicator do is kept beside the study's own journal, which is the first reader's.
/// Once the differences are settled it is a store like any other, but for what it keeps as it was settled.
///
/// Every method of the store stands here, those that only hand on too: whoever adds one to it must say what both readers may know of it.
///
/// Whether two readers read a study is drawn when somebody who may decide first reaches for it, by the site's rule ([ReadingRule]):
/// nobody can pass it by.
public final class TwoReadersStore implements Store {
    /// What is said where a reader who is done, or whoever settles, would change a reading.
    static final String DONE = "Your reading of this study is finished and kept as it is; what both readers differ in is settled next"
            + " (`loupe double-read`).";
    static final String OPEN = "Two readers read this study; nothing is sealed or written out before both are done and what they differ"
            + " in is settled (`loupe double-read`).";
    static final String SETTLED = "What two readers differed in is settled, and the study is sealed as it was settled (`loupe seal`).";
    static final String MODELS = "A reader of this study is done; models run on it again once it is read by both and settled.";

    private static final Set<RecordKind> REACHING = EnumSet.of(
            RecordKind.SESSION, RecordKind.VERDICT, RecordKind.CORRECTION, RecordKind.MEASUREMENT, RecordKind.FIRST_OPINION,
            RecordKind.REPORT);
    private static final Set<RecordKind> AS_SETTLED = EnumSet.of(
            RecordKind.PREDICTION, RecordKind.SEGMENTATION, RecordKind.VERDICT, RecordKind.CORRECTION, RecordKind.MEASUREMENT,
            RecordKind.UNDO, RecordKind.FIRST_OPINION);
    private static final Set<RecordKind> ITS_OWN =
            EnumSet.of(RecordKind.DOUBLE_READING, RecordKind.SECOND_READING, RecordKind.ADJUDICATION);

    private final Store whole;
    private final ReadingBook book;
    private final ReadingView view;

    /// @param whole the store itself
    /// @param chance draws studies and the order of versions
    public TwoReadersStore(Store whole, RandomGenerator chance) {
        this.whole = whole;
        this.book = new ReadingBook(whole, chance);
        this.view = new ReadingView(whole, book);
    }

    /// What is kept of double readings.
    public ReadingBook book() {
        return book;
    }

    @Override
    public List<StudySummary> studies() throws StoreException {
        List<StudySummary> all = whole.studies();
        if (all.stream().noneMatch(TwoReadersStore::open)) {
            return all;
        }
        Account me = whole.accounts().present();
        List<StudySummary> out = new ArrayList<>(all.size());
        for (StudySummary s : all) {
            out.add(open(s) ? shown(s, me) : s);
        }
        return List.copyOf(out);
    }

    @Override
    public Optional<StudySummary> study(String studyUid) throws StoreException {
        Optional<StudySummary> s = whole.study(studyUid);
        return s.isPresent() && open(s.get()) ? Optional.of(shown(s.get(), whole.accounts().present())) : s;
    }

    private static boolean open(StudySummary s) {
        return s.state() == StudyState.SECOND_READ;
    }

    private boolean open(String studyUid) throws StoreException {
        return whole.study(studyUid).filter(TwoReadersStore::open).isPresent();
    }

    /// UIDs of all studies that two readers read now.
    Set<String> open() throws StoreException {
        Set<String> out = new HashSet<>();
        if (whole.accounts().present().may(Permission.LIST_STUDIES)) {
            whole.studies().stream().filter(TwoReadersStore::open).forEach(s -> out.add(s.studyUid()));
        }
        return out;
    }

    /// Who may not read findings is not told how far readings are.
    private StudySummary shown(StudySummary s, Account me) throws StoreException {
        return me.may(Permission.READ_FINDINGS) ? s.with(book.of(s.studyUid()).shown(me.name(), s)) : s;
    }

    @Override
    public List<StoredInstance> instances(String studyUid) throws StoreException {
        return whole.instances(studyUid);
    }

    @Override
    public List<StoredRecord> records(String studyUid, Set<RecordKind> opened) throws StoreException {
        return open(studyUid) ? view.of(studyUid, opened, me()).records() : whole.records(studyUid, opened);
    }

    @Override
    public List<StoredRecord> firstOpinions(String studyUid) throws StoreException {
        if (!open(studyUid) || book.of(studyUid).first(me())) {
            return whole.firstOpinions(studyUid);
        }
        List<StoredRecord> out = new ArrayList<>();
        for (StoredRecord r : whole.doubleReading(studyUid, true)) {
            SecondStep step = SecondStep.decoded(r.payload());
            if (step.by().equals(me()) && step.asKind() == RecordKind.FIRST_OPINION) {
                out.add(step.unwrapped(r));
            }
        }
        return out;
    }

    /// Nothing while two readers read the study: it names them.
    @Override
    public List<StoredRecord> doubleReading(String studyUid, boolean steps) throws StoreException {
        return open(studyUid) ? List.of() : whole.doubleReading(studyUid, steps);
    }

    @Override
    public List<StoredRecord> attached(String studyUid) throws StoreException {
        List<StoredRecord> all = whole.attached(studyUid);
        return open(studyUid) ? all.stream().filter(r -> r.kind() != RecordKind.SESSION).toList() : all;
    }

    @Override
    public void authorize(Permission action, @Nullable String studyUid) throws StoreException {
        if (action == Permission.EXPORT && studyUid != null && open(studyUid)) {
            throw ReadingBook.refused(OPEN);
        }
        whole.authorize(action, studyUid);
    }

    @Override
    public StoredRecord append(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        if (ITS_OWN.contains(record.kind())) {
            throw new IllegalArgumentException("steps of double readings are kept by their book");
        }
        Optional<StudySummary> s = whole.study(record.studyUid());
        if (s.isEmpty() || s.get().state().signed()) {
            return whole.append(record, change, entry);
        }
        if (s.get().state() == StudyState.ADJUDICATED) {
            return afterwards(record, change, entry);
        }
        boolean reached = s.get().state() == StudyState.NEW || s.get().state() == StudyState.TO_REVIEW;
        boolean drawn = reached && REACHING.contains(record.kind()) && whole.accounts().present().may(Permission.DECIDE)
                && book.draw(s.get());
        return drawn || open(s.get()) ? between(record, change, entry) : whole.append(record, change, entry);
    }

    /// What may still be added once the differences are settled.
    private StoredRecord afterwards(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        if (AS_SETTLED.contains(record.kind())) {
            throw ReadingBook.refused(SETTLED);
        }
        return whole.append(
                record, record.kind() == RecordKind.SEAL ? change : s -> change.apply(s).with(StudyState.ADJUDICATED), entry);
    }

    /// What is added while two readers read the study.
    private StoredRecord between(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        String uid = record.studyUid();
        return switch (record.kind()) {
            case SEAL, EXPORT -> throw ReadingBook.refused(OPEN);
            case PREDICTION, SEGMENTATION -> {
                if (book.of(uid).anyFinished()) {
                    throw ReadingBook.refused(MODELS);
                }
                Urgency soon = record.kind() == RecordKind.PREDICTION ? byModels(record) : whole.study(uid).orElseThrow().urgency();
                yield whole.append(
                        after(record),
                        s -> {
                            StudySummary next = ReadingBook.opened(change.apply(s));
                            return next.with(next.findingCount(), soon);
                        },
                        entry);
            }
            case DEID_REPORT, CONSENT -> whole.append(record, s -> ReadingBook.opened(change.apply(s)), entry);
            case SESSION -> beside(record, entry);
            case VERDICT, CORRECTION, UNDO, MEASUREMENT, FIRST_OPINION, REPORT, NOTE -> read(record, entry);
            case DOUBLE_READING, SECOND_READING, ADJUDICATION -> throw new IllegalArgumentException("kept by the book");
        };
    }

    /// How urgent what models found makes the study with a prediction more, whatever the account that ran them has decided since: that
    /// would tell the other reader of it.
    private Urgency byModels(NewRecord added) throws StoreException {
        List<StoredRecord> all = new ArrayList<>();
        for (StoredRecord r : whole.records(added.studyUid(), EnumSet.of(RecordKind.PREDICTION))) {
            if (r.kind() == RecordKind.PREDICTION) {
                all.add(r);
            }
        }
        all.add(new StoredRecord(
                new RecordId("0".repeat(32)), added.kind(), whole.now(), Optional.ofNullable(added.supersedes()), added.payload()));
        try {
            return UrgencyRules.of(Journal.replay(all).state().findings());
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "A prediction of this study cannot be read; run `loupe doctor`.", e);
        }
    }

    /// A reader's step. Whoever does the first one begins the first reading with it, and the next reader the second.
    private StoredRecord read(NewRecord record, AuditEntry entry) throws StoreException {
        String uid = record.studyUid();
        NewRecord placed = after(record);
        DoubleReading now = book.of(uid);
        Optional<DoubleReading.Reading> own = now.of(me());
        if (own.filter(r -> r.finished().isPresent()).isPresent()) {
            throw ReadingBook.refused(DONE);
        }
        if (now.handedOn(me())) {
            throw ReadingBook.refused(ReadingBook.HANDED_ON);
        }
        if (own.isEmpty() && !now.bothFinished()) {
            now = book.begin(uid);
            placed = after(record);
        }
        return now.first(me()) ? whole.append(placed, s -> s, entry) : beside(placed, entry);
    }

    /// Keeps a record beside the study's own journal, as its account's.
    private StoredRecord beside(NewRecord record, AuditEntry entry) throws StoreException {
        byte[] step = new SecondStep(me(), record.kind().name(), record.payload()).encoded();
        StoredRecord kept = whole.append(
                new NewRecord(record.studyUid(), RecordKind.SECOND_READING, step, record.supersedes(), record.after()),
                s -> s, entry);
        return new StoredRecord(kept.id(), record.kind(), kept.time(), kept.supersedes(), record.payload());
    }

    /// The same record, to stand after what is last in the whole journal where it was to stand after the last the account sees.
    private NewRecord after(NewRecord record) throws StoreException {
        if (record.after() == null) {
            return record;
        }
        ReadingView.Seen seen = view.of(record.studyUid(), Set.of(), me());
        if (!JournalEnd.of(seen.records()).equals(record.after())) {
            throw new StoreException(
                    StoreException.Kind.CHANGED, "The study's findings were changed meanwhile; look at them again and repeat the step.");
        }
        return record.after(seen.end());
    }

    private String me() throws StoreException {
        return whole.accounts().present().name();
    }

    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        return trail().events(from, most);
    }

    @Override
    public AuditTrail trail() {
        return new TwoReadersTrail(whole.trail(), this);
    }

    @Override
    public Accounts accounts() {
        return whole.accounts();
    }

    @Override
    public Lifecycle lifecycle() {
        return whole.lifecycle();
    }

    @Override
    public Outbox outbox() {
        return whole.outbox();
    }

    @Override
    public IdentityLink identities() {
        return whole.identities();
    }

    @Override
    public Instant now() {
        return whole.now();
    }

    @Override
    public AccountSignature sign(byte[] message) throws StoreException {
        return whole.sign(message);
    }

    @Override
    public byte[] projectKey(String project) throws StoreException {
        return whole.projectKey(project);
    }

    @Override
    public ImportBatch beginImport() throws StoreException {
        return whole.beginImport();
    }

    @Override
    public SiteObject putSite(SiteKind kind, String name, byte[] content) throws StoreException {
        return whole.putSite(kind, name, content);
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name) throws StoreException {
        return whole.site(kind, name);
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name, int version) throws StoreException {
        return whole.site(kind, name, version);
    }

    @Override
    public List<SiteObject> listSite(SiteKind kind) throws StoreException {
        return whole.listSite(kind);
    }

    @Override
    public void log(AuditEntry entry) throws StoreException {
        whole.log(entry);
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return whole.verify(context);
    }

    @Override
    public void forEachPlaintext(BiConsumer<String, byte[]> visitor) throws StoreException {
        whole.forEachPlaintext(visitor);
    }

    @Override
    public void lock() throws StoreException {
        book.forget();
        view.forget();
        whole.lock();
    }

    @Override
    public void unlock(char[] passphrase) throws StoreException {
        whole.unlock(passphrase);
    }

    @Override
    public void unlock(Credentials by) throws StoreException {
        whole.unlock(by);
    }

    @Override
    public void close() throws StoreException {
        whole.close();
    }
}
