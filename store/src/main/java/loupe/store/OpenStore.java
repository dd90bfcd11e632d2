package loupe.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.Set;
import java.util.function.UnaryOperator;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.Unfinished;
import loupe.store.face.Accounts;
import loupe.store.face.AuditTrail;
import loupe.store.face.IdentityLink;
import loupe.store.face.ImportBatch;
import loupe.store.face.Lifecycle;
import loupe.store.face.Outbox;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.AccountSignature;
import loupe.store.keys.Credentials;
import loupe.store.making.AccountBook;
import loupe.store.making.Entrance;
import loupe.store.making.Migration;
import loupe.store.session.Catalogue;
import loupe.store.session.Disk;
import loupe.store.session.Guard;
import loupe.store.session.PlaintextWalk;
import loupe.store.session.Records;
import loupe.store.session.Session;
import loupe.store.session.SiteShelf;
import loupe.store.session.Turn;
import loupe.store.setting.StoreSettings;
import loupe.store.steps.IdentityShelf;
import loupe.store.steps.Importing;
import loupe.store.steps.InstanceViews;
import loupe.store.steps.LifeSteps;
import loupe.store.steps.OutboxSteps;
import loupe.store.steps.TrailSteps;
import org.jspecify.annotations.Nullable;

/// The store over its open files; one turn orders all callers.
final class OpenStore implements Store {
    private final Disk disk;
    private final StoreSettings settings;
    private final Turn turn = new Turn();
    private final Outbox outbox = new OutboxSteps(turn);

    private OpenStore(Disk disk, StoreSettings settings) {
        this.disk = disk;
        this.settings = settings;
    }

    static Store create(Path folder, char[] passphrase, StoreSettings settings) throws StoreException {
        Guard.refuseToolkitThread();
        try {
            OpenStore store = new OpenStore(Disk.create(folder), settings);
            return store.orClose(() -> {
                Session made = store.entrance().create(passphrase);
                Unfinished.finish(folder);
                store.turn.put(made);
            });
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    static Store open(Path folder, Credentials by, StoreSettings settings) throws StoreException {
        return open(folder, by, settings, false);
    }

    /// @param repair whether damaged anchors and checkpoints are taken away
    static Store open(Path folder, Credentials by, StoreSettings settings, boolean repair) throws StoreException {
        Guard.refuseToolkitThread();
        try {
            OpenStore store = new OpenStore(Disk.open(folder), settings);
            return store.orClose(() -> {
                new Migration(store.disk, settings).runIfOld(by);
                store.turn.put(repair ? store.entrance().repair(by) : store.entrance().enter(by, AuditEvent.OPENED));
            });
        } finally {
            by.wipe();
        }
    }

    private Entrance entrance() {
        return new Entrance(disk, settings);
    }

    private Store orClose(Turn.Step step) throws StoreException {
        boolean well = false;
        try {
            step.run();
            well = true;
            return this;
        } finally {
            if (!well) {
                disk.close();
            }
        }
    }

    @Override
    public Accounts accounts() {
        return new AccountBook(turn);
    }

    @Override
    public Lifecycle lifecycle() {
        return new LifeSteps(turn);
    }

    @Override
    public AuditTrail trail() {
        return new TrailSteps(turn);
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public IdentityLink identities() {
        return new IdentityShelf(turn);
    }

    @Override
    public void authorize(Permission action, @Nullable String studyUid) throws StoreException {
        turn.take(s -> {
            Optional<RowId> study =
                    studyUid == null ? Optional.empty() : s.catalogue().of(studyUid).map(Catalogue.Entry::id);
            if (action == Permission.EXPORT && study.isPresent()) {
                s.gate().requireTwo(action, study.get());
            } else {
                s.gate().require(action);
            }
            return true;
        });
    }

    @Override
    public java.time.Instant now() {
        return settings.clock().instant();
    }

    @Override
    public AccountSignature sign(byte[] message) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.SEAL);
            return s.signer().sign(message);
        });
    }

    @Override
    public byte[] projectKey(String project) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.IMPORT, Permission.EXPORT);
            RowId id = s.named("project", project);
            if (!s.log().ledger().hasKey(id)) {
                // A key without a log entry was never handed out, but is as good as a new one.
                Optional<WrappedKey> left = disk.keys().key(id);
                WrappedKey made = left.isPresent()
                        ? left.get()
                        : s.keys().newKey(id, KeyDomain.PROJECT, settings.random());
                s.commit(
                        AuditEntry.of(AuditEvent.KEY_CREATED, "project"),
                        RowId.NONE,
                        new Session.Change(List.of(made), List.of(), List.of()));
            }
            s.freshKey(id);
            s.note(AuditEvent.KEY_USED, loupe.store.audit.Outcome.SUCCESS, "project");
            return s.keys().raw(s.wrapped(id));
        });
    }

    @Override
    public List<StudySummary> studies() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.LIST_STUDIES);
            return s.catalogue().all();
        });
    }

    @Override
    public Optional<StudySummary> study(String studyUid) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.LIST_STUDIES);
            return s.catalogue().of(studyUid).map(Catalogue.Entry::summary);
        });
    }

    @Override
    public ImportBatch beginImport() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.IMPORT);
            return new Importing(s, turn.lock());
        });
    }

    @Override
    public List<StoredInstance> instances(String studyUid) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_IMAGES);
            Catalogue.Entry study = s.catalogue().of(studyUid).orElse(null);
            if (study == null) {
                return List.of();
            }
            s.read(studyUid, "images");
            return InstanceViews.of(s, s.key(study.id()), s.rows(Area.INSTANCE, study.id()));
        });
    }

    @Override
    public StoredRecord append(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        return turn.take(s -> new Records(s).append(record, change, entry));
    }

    @Override
    public List<StoredRecord> records(String studyUid, Set<RecordKind> opened) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_FINDINGS);
            s.read(studyUid, "findings");
            return new Records(s).of(studyUid, opened, Area.RECORD, Area.ATTACHED);
        });
    }

    @Override
    public List<StoredRecord> firstOpinions(String studyUid) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_FINDINGS);
            return new Records(s).only(studyUid, RecordKind.FIRST_OPINION);
        });
    }

    @Override
    public List<StoredRecord> doubleReading(String studyUid, boolean steps) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.READ_FINDINGS);
            return new Records(s).only(studyUid, steps ? RecordKind.SECOND_READING : RecordKind.DOUBLE_READING);
        });
    }

    @Override
    public List<StoredRecord> attached(String studyUid) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.LIST_STUDIES);
            return new Records(s).of(studyUid, EnumSet.allOf(RecordKind.class), Area.ATTACHED);
        });
    }

    @Override
    public SiteObject putSite(SiteKind kind, String name, byte[] content) throws StoreException {
        return turn.take(s -> {
            s.gate().require(writing(kind));
            return new SiteShelf(s).put(kind, name, content);
        });
    }

    /// What one must be allowed for keeping an object: most change the site, some come about at work.
    private static Permission writing(SiteKind kind) {
        return switch (kind) {
            case QUEUE, FIRST -> Permission.IMPORT;
            case MODEL_WATCH -> Permission.ANALYZE;
            case HANGING, PRESETS -> Permission.READ_IMAGES;
            case QUALITY -> Permission.ASSESS_QUALITY;
            case TRAINING_SET, OUTGOING, SENT -> Permission.EXPORT;
            case WORKLIST, THEME, KEYS, DISPLAY -> Permission.LIST_STUDIES;
            default -> Permission.CHANGE_SITE;
        };
    }

    /// What one must be allowed for reading an object: scores of people's work and who is in a training set are not everybody's to
    /// read.
    private static Permission reading(SiteKind kind) {
        return switch (kind) {
            case QUALITY -> Permission.ASSESS_QUALITY;
            case TRAINING_SET, OUTGOING -> Permission.EXPORT;
            default -> Permission.READ_SITE;
        };
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name) throws StoreException {
        return turn.take(s -> {
            s.gate().require(reading(kind));
            return new SiteShelf(s).content(kind, name, 0);
        });
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name, int version) throws StoreException {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, was " + version);
        }
        return turn.take(s -> {
            // Older versions of a node hold passwords and keys that were taken out of use.
            s.gate().require(kind == SiteKind.NODES ? Permission.CHANGE_SITE : reading(kind));
            return new SiteShelf(s).content(kind, name, version);
        });
    }

    @Override
    public List<SiteObject> listSite(SiteKind kind) throws StoreException {
        return turn.take(s -> {
            s.gate().require(reading(kind));
            return new SiteShelf(s).list(kind);
        });
    }

    @Override
    public void log(AuditEntry entry) throws StoreException {
        turn.take(s -> {
            String uid = entry.studyUid();
            RowId study = uid == null
                    ? RowId.NONE
                    : s.catalogue().of(uid).map(Catalogue.Entry::id).orElse(RowId.NONE);
            s.commit(entry, study, Session.Change.none());
            return true;
        });
    }

    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        return trail().events(from, most);
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return trail().verify(context);
    }

    @Override
    public void forEachPlaintext(BiConsumer<String, byte[]> visitor) throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.VERIFY);
            new PlaintextWalk(s, visitor).run();
            s.note(AuditEvent.WALKED, loupe.store.audit.Outcome.SUCCESS, "");
            return true;
        });
    }

    @Override
    public void lock() throws StoreException {
        turn.take(s -> {
            turn.takeOut();
            s.end(AuditEvent.LOCKED);
            return true;
        });
    }

    @Override
    public void unlock(Credentials by) throws StoreException {
        try {
            turn.alone(() -> {
                if (!turn.isLocked()) {
                    throw new IllegalStateException("only a locked store can be unlocked");
                }
                turn.put(entrance().enter(by, AuditEvent.UNLOCKED));
            });
        } finally {
            by.wipe();
        }
    }

    @Override
    public void unlock(char[] passphrase) throws StoreException {
        unlock(new Credentials.Passphrase(settings.actor(), passphrase, ""));
    }

    @Override
    public void close() throws StoreException {
        turn.alone(() -> {
            Session s = turn.takeOut();
            if (turn.isClosed()) {
                return;
            }
            turn.setClosed();
            try {
                if (s != null) {
                    s.end(AuditEvent.CLOSED);
                }
            } finally {
                disk.close();
            }
        });
    }
}
