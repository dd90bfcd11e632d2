package loupe.store;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.study.StudySummary;
import loupe.store.audit.AuditEntry;
import loupe.store.db.KeysDb.Blind;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.InstanceRow;
import loupe.store.keys.DataKey;

/// An import on its way.
final class Importing implements ImportBatch {
    private final Session session;
    private final ReentrantLock lock;
    private final Map<String, RowId> newStudies = new HashMap<>();
    private final Map<String, RowId> touched = new HashMap<>();
    private final Map<String, RowId> instances = new HashMap<>();
    private final List<WrappedKey> keys = new ArrayList<>();
    private final List<Blind> blinds = new ArrayList<>();
    private final List<SealedRow> rows = new ArrayList<>();
    private boolean done;

    Importing(Session session, ReentrantLock lock) {
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
        RowId id = RowId.random(session.settings().random());
        InstanceRow row = InstanceRow.of(instance);
        List<MemorySegment> pixels = InstanceRow.pixelParts(instance);
        instances.put(sop, id);
        if (row.layout().length() > 0) {
            session.disk().objects().write(id, key, pixels);
        }
        rows.add(session.sealer().seal(session.nextSpot(Area.INSTANCE, id, scope), new byte[0], row.toBytes(), key));
        blinds.add(new Blind(session.sopTag(sop), id));
        touched.put(study, scope);
    }

    private RowId studyRow(String study) {
        RowId known = session.catalogue().of(study).map(Catalogue.Entry::id).orElse(newStudies.get(study));
        if (known != null) {
            return known;
        }
        WrappedKey key = session.keys().newKey(session.settings().random());
        keys.add(key);
        newStudies.put(study, key.id());
        return key.id();
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
    public void commit(List<StudySummary> updated, AuditEntry entry) throws StoreException {
        Guard.refuseToolkitThread();
        lock.lock();
        try {
            requireOpen();
            requireSummaries(updated);
            List<Catalogue.Entry> entries = new ArrayList<>();
            for (StudySummary s : updated) {
                Catalogue.Entry e = nextEntry(s);
                entries.add(e);
                rows.add(Records.summaryRow(session, e));
            }
            session.disk().objects().flush();
            RowId study = entries.size() == 1 ? entries.getFirst().id() : RowId.NONE;
            session.commit(entry, study, new Session.Change(keys, blinds, rows));
            done = true;
            entries.forEach(session.catalogue()::put);
        } finally {
            lock.unlock();
        }
    }

    private void requireSummaries(List<StudySummary> updated) {
        List<String> named = updated.stream().map(StudySummary::studyUid).toList();
        if (!named.containsAll(touched.keySet())) {
            throw new IllegalArgumentException("every study of the batch must have a summary");
        }
        if (named.stream().distinct().count() != named.size()) {
            throw new IllegalArgumentException("a study must have one summary");
        }
    }

    private Catalogue.Entry nextEntry(StudySummary s) throws StoreException {
        Catalogue.Entry old = session.catalogue().of(s.studyUid()).orElse(null);
        if (old != null) {
            return new Catalogue.Entry(old.id(), old.position(), old.version() + 1, s);
        }
        RowId id = newStudies.get(s.studyUid());
        if (id == null) {
            throw Records.noStudy();
        }
        return new Catalogue.Entry(id, session.nextSpot(Area.STUDY, id, RowId.NONE).position(), 1, s);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!done) {
                done = true;
                instances.values().forEach(session.disk().objects()::drop);
                newStudies.values().forEach(session.keys()::forget);
            }
        } finally {
            lock.unlock();
        }
    }
}
