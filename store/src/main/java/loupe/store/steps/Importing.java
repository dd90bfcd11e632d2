package loupe.store.steps;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.study.StudySummary;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.db.KeysDb.Blind;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.face.ImportBatch;
import loupe.store.face.SummaryChange;
import loupe.store.fault.StoreException;
import loupe.store.index.InstanceRow;
import loupe.store.keys.DataKey;
import loupe.store.session.Catalogue;
import loupe.store.session.Guard;
import loupe.store.session.PendingStudies;
import loupe.store.session.Records;
import loupe.store.session.Session;

/// An import on its way.
public final class Importing implements ImportBatch {
    private final Session session;
    private final ReentrantLock lock;
    private final Map<String, RowId> touched = new HashMap<>();
    private final Map<String, RowId> instances = new HashMap<>();
    private final Map<RowId, Blind> blinds = new LinkedHashMap<>();
    private final Map<RowId, SealedRow> rows = new LinkedHashMap<>();
    private boolean done;

    public Importing(Session session, ReentrantLock lock) {
        this.session = session;
        this.lock = lock;
    }

    @Override
    public Added add(DeidentifiedInstance instance) throws StoreException {
        String sop = required(instance.sopInstanceUid(), "SOP Instance UID");
        String study = required(instance.studyInstanceUid(), "Study Instance UID");
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            requireOpen();
            if (instances.containsKey(sop) || session.instance(sop).isPresent()) {
                return Added.ALREADY_THERE;
            }
            keep(instance, study, sop);
            return Added.STORED;
        } finally {
            lock.unlock();
        }
    }

    private void keep(DeidentifiedInstance instance, String study, String sop) throws StoreException {
        RowId scope = studyRow(study);
        DataKey key = session.key(scope);
        // What an odd instance may fail in comes first, so that nothing of it is left in the batch.
        InstanceRow row = InstanceRow.of(instance);
        List<MemorySegment> pixels = InstanceRow.pixelParts(instance);
        RowId id = RowId.random(session.settings().random());
        instances.put(sop, id);
        session.inFlight().add(id);
        if (row.layout().length() > 0) {
            session.disk().objects().write(id, key, pixels);
        }
        rows.put(id, session.sealer().seal(session.nextSpot(Area.INSTANCE, id, scope), new byte[0], row.toBytes(), key));
        blinds.put(id, new Blind(session.sopTag(sop), id));
        touched.put(study, scope);
    }

    private RowId studyRow(String study) throws StoreException {
        Catalogue.Entry known = session.catalogue().of(study).orElse(null);
        return known == null ? pending(study).id() : known.id();
    }

    private PendingStudies.Pending pending(String study) throws StoreException {
        return session.pending().of(study, session.keys(), session.settings().random());
    }

    private static String required(String uid, String name) {
        if (uid.isEmpty()) {
            throw new IllegalArgumentException("the instance must have a " + name);
        }
        return uid;
    }

    private void requireOpen() throws StoreException {
        session.requireAlive();
        if (done) {
            throw new IllegalStateException("the import is finished");
        }
    }

    @Override
    public int commit(Map<String, SummaryChange> summaries, AuditEntry entry) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            requireOpen();
            session.gate().require(Permission.IMPORT);
            if (!summaries.keySet().containsAll(touched.keySet())) {
                throw new IllegalArgumentException("every study of the batch must have a summary");
            }
            requireNotErased();
            int twice = dropTwice();
            List<Catalogue.Entry> entries = new ArrayList<>();
            List<WrappedKey> keys = new ArrayList<>();
            List<SealedRow> all = new ArrayList<>(rows.values());
            for (Map.Entry<String, SummaryChange> s : summaries.entrySet()) {
                Catalogue.Entry e = nextEntry(s.getKey(), s.getValue());
                entries.add(e);
                all.add(Records.summaryRow(session, e));
                if (e.version() == 1) {
                    keys.addAll(pending(s.getKey()).keys());
                }
            }
            session.disk().objects().flush();
            RowId study = entries.size() == 1 ? entries.getFirst().id() : RowId.NONE;
            // From here on a failure leaves the objects to the sweep, for the rows may be on disk.
            done = true;
            session.commit(entry, study, new Session.Change(keys, List.copyOf(blinds.values()), all));
            entries.forEach(session.catalogue()::put);
            summaries.keySet().forEach(session.pending()::settled);
            return twice;
        } finally {
            lock.unlock();
        }
    }

    private void requireNotErased() throws StoreException {
        for (RowId scope : touched.values()) {
            if (session.log().ledger().erased().contains(scope)) {
                throw new StoreException(
                        StoreException.Kind.NOT_THERE, "The study was erased while it was imported; import it again.");
            }
        }
    }

    /// Another import may have committed the same instance since it was added here.
    private int dropTwice() throws StoreException {
        int twice = 0;
        for (Map.Entry<String, RowId> i : instances.entrySet()) {
            if (session.instance(i.getKey()).isPresent()) {
                rows.remove(i.getValue());
                blinds.remove(i.getValue());
                session.disk().objects().drop(i.getValue());
                twice++;
            }
        }
        return twice;
    }

    private Catalogue.Entry nextEntry(String study, SummaryChange change) throws StoreException {
        Catalogue.Entry old = session.catalogue().of(study).orElse(null);
        if (old != null) {
            return old.next(change.of(Optional.of(old.summary())));
        }
        RowId id = touched.get(study);
        if (id == null) {
            throw Records.noStudy();
        }
        StudySummary first = change.of(Optional.empty());
        return new Catalogue.Entry(id, session.nextSpot(Area.STUDY, id, RowId.NONE).position(), 1, first);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            session.inFlight().removeAll(instances.values());
            if (!done) {
                done = true;
                instances.values().forEach(session.disk().objects()::drop);
            }
        } finally {
            lock.unlock();
        }
    }
}
