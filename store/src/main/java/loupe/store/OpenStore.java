package loupe.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.Outcome;
import loupe.store.audit.VerifyReport;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.NewRecord;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;
import loupe.store.keys.Unlocking;
import org.jspecify.annotations.Nullable;

/// The store over its open files; one lock orders all callers.
final class OpenStore implements Store {
    private final Disk disk;
    private final StoreSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private boolean closed;

    private OpenStore(Disk disk, StoreSettings settings) {
        this.disk = disk;
        this.settings = settings;
    }

    /// What runs under the lock.
    private interface Locked<T> {
        T run(Session session) throws StoreException;
    }

    static Store create(Path folder, char[] passphrase, StoreSettings settings) throws StoreException {
        Guard.refuseToolkitThread();
        try {
            OpenStore store = new OpenStore(Disk.create(folder), settings);
            return store.orClose(() -> store.begin(passphrase));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    static Store open(Path folder, char[] passphrase, StoreSettings settings) throws StoreException {
        Guard.refuseToolkitThread();
        try {
            OpenStore store = new OpenStore(Disk.open(folder), settings);
            return store.orClose(() -> store.enter(passphrase, AuditEvent.OPENED));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    /// A step of opening.
    private interface Step {
        void run() throws StoreException;
    }

    private Store orClose(Step step) throws StoreException {
        boolean well = false;
        try {
            step.run();
            well = true;
            return this;
        } finally {
            if (!well) {
                if (session != null) {
                    session.clear();
                }
                disk.close();
            }
        }
    }

    private Unlocking unlocking() {
        return new Unlocking(disk.keys(), settings.deviceSecretFolder(), settings.clock(), settings.cost());
    }

    private void begin(char[] passphrase) throws StoreException {
        KeyRing keys = unlocking().create(passphrase, settings.random());
        Session s = new Session(disk, settings, keys, false);
        session = s;
        WrappedKey site = keys.newKey(s.siteKey(), settings.random());
        s.commit(
                AuditEntry.of(AuditEvent.STORE_CREATED, ""),
                RowId.NONE,
                new Session.Change(List.of(site), List.of(), List.of()));
        s.log().checkpoint();
    }

    private void enter(char[] passphrase, AuditEvent event) throws StoreException {
        KeyRing keys = unlocking().unlock(passphrase);
        boolean well = false;
        try {
            session = entered(keys, event);
            well = true;
        } finally {
            if (!well) {
                keys.clear();
            }
        }
    }

    private Session entered(KeyRing keys, AuditEvent event) throws StoreException {
        Session s = new Session(disk, settings, keys, true);
        for (long utc : disk.keys().refusals()) {
            s.note(AuditEvent.LOGIN_REFUSED, Outcome.MINOR_FAILURE, java.time.Instant.ofEpochMilli(utc).toString());
        }
        disk.keys().clearRefusals();
        int swept = s.sweep();
        if (swept > 0) {
            s.note(AuditEvent.SWEPT, Outcome.SUCCESS, Integer.toString(swept));
        }
        s.note(event, Outcome.SUCCESS, "");
        return s;
    }

    private <T> T locked(Locked<T> work) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            Session s = session;
            if (s == null) {
                throw new StoreException(
                        Kind.LOCKED,
                        closed
                                ? "The store is closed; open it again."
                                : "The store is locked; unlock it with the passphrase.");
            }
            return work.run(s);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] projectKey(String project) throws StoreException {
        return locked(s -> {
            RowId id = s.named("project", project);
            if (!s.log().ledger().hasKey(id)) {
                // A key without a log entry was never handed out, but is as good as a new one.
                WrappedKey left = disk.keys().key(id).orElse(null);
                WrappedKey made = left == null ? s.keys().newKey(id, settings.random()) : left;
                Arrays.fill(s.keys().raw(made), (byte) 0);
                s.commit(
                        AuditEntry.of(AuditEvent.KEY_CREATED, "project"),
                        RowId.NONE,
                        new Session.Change(List.of(made), List.of(), List.of()));
            }
            return s.keys().raw(s.wrapped(id));
        });
    }

    @Override
    public List<StudySummary> studies() throws StoreException {
        return locked(s -> s.catalogue().all());
    }

    @Override
    public Optional<StudySummary> study(String studyUid) throws StoreException {
        return locked(s -> s.catalogue().of(studyUid).map(Catalogue.Entry::summary));
    }

    @Override
    public ImportBatch beginImport() throws StoreException {
        return locked(s -> new Importing(s, lock));
    }

    @Override
    public List<StoredInstance> instances(String studyUid) throws StoreException {
        return locked(s -> {
            List<StoredInstance> out = new ArrayList<>();
            Catalogue.Entry study = s.catalogue().of(studyUid).orElse(null);
            if (study == null) {
                return out;
            }
            DataKey key = s.key(study.id());
            for (SealedRow r : s.rows(Area.INSTANCE, study.id())) {
                out.add(new InstanceView(s, r.id(), key, s.instanceRow(r)));
            }
            return out;
        });
    }

    @Override
    public StoredRecord append(NewRecord record, StudySummary updated, AuditEntry entry) throws StoreException {
        return locked(s -> new Records(s).append(record, updated, entry));
    }

    @Override
    public List<StoredRecord> records(String studyUid) throws StoreException {
        return locked(s -> new Records(s).of(studyUid));
    }

    @Override
    public SiteObject putSite(SiteKind kind, String name, byte[] content) throws StoreException {
        return locked(s -> new SiteShelf(s).put(kind, name, content));
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name) throws StoreException {
        return locked(s -> new SiteShelf(s).content(kind, name, 0));
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name, int version) throws StoreException {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, was " + version);
        }
        return locked(s -> new SiteShelf(s).content(kind, name, version));
    }

    @Override
    public List<SiteObject> listSite(SiteKind kind) throws StoreException {
        return locked(s -> new SiteShelf(s).list(kind));
    }

    @Override
    public void log(AuditEntry entry) throws StoreException {
        locked(s -> {
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
        return locked(s -> s.log().events(from, most, s.catalogue()::uid));
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return locked(s -> new Verification(s, context).run());
    }

    @Override
    public void forEachPlaintext(BiConsumer<String, byte[]> visitor) throws StoreException {
        locked(s -> {
            new PlaintextWalk(s, visitor).run();
            return true;
        });
    }

    @Override
    public void lock() throws StoreException {
        locked(s -> {
            session = null;
            s.end(AuditEvent.LOCKED);
            return true;
        });
    }

    @Override
    public void unlock(char[] passphrase) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            if (closed || session != null) {
                throw new IllegalStateException("only a locked store can be unlocked");
            }
            enter(passphrase, AuditEvent.UNLOCKED);
        } finally {
            lock.unlock();
            Arrays.fill(passphrase, '\0');
        }
    }

    @Override
    public void close() throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            Session s = session;
            session = null;
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (s != null) {
                    s.end(AuditEvent.CLOSED);
                }
            } finally {
                disk.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
