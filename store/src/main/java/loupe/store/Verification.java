package loupe.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.store.audit.Ledger;
import loupe.store.audit.LogWalk;
import loupe.store.audit.VerifyReport;
import loupe.store.audit.VerifyReport.Fault;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.InstanceRow;
import loupe.store.keys.DataKey;

/// One full verification of an unlocked store.
final class Verification {
    private final Session session;
    private final JobContext context;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<RowId> seen = new HashSet<>();
    private final Set<RowId> objects = new HashSet<>();
    private long rows;
    private long chunks;

    Verification(Session session, JobContext context) {
        this.session = session;
        this.context = context;
    }

    VerifyReport run() throws StoreException {
        LogWalk walk = LogWalk.over(session.disk().records(), session.anchors(), session.keys());
        faults.addAll(walk.faults());
        if (!Arrays.equals(walk.tree().root(), session.log().root())) {
            faults.add(new Fault("log", "differs from what this run of the program wrote"));
        }
        long total = Math.max(1, walk.ledger().all().size());
        session.disk().records().eachRow(r -> row(RecordsDb.read(r), walk, total));
        for (Write w : walk.ledger().all()) {
            missing(w);
        }
        for (Ledger.Shelf s : walk.ledger().shelves()) {
            found(s, walk.ledger());
        }
        for (Optional<RowId> o : session.disk().objects().list()) {
            if (o.isEmpty() || !objects.contains(o.get()) && !session.inFlight().contains(o.get())) {
                faults.add(new Fault("object " + o.map(RowId::hex).orElse("of another name"), "belongs to no row"));
            }
        }
        return new VerifyReport(walk.tree().size(), walk.checkpoints(), walk.anchors(), rows, chunks, faults);
    }

    private boolean row(SealedRow r, LogWalk walk, long total) {
        context.checkCancelled();
        context.progress(Math.min(++rows, total), total, "rows");
        seen.add(r.id());
        String place = r.area() + " " + r.id().hex();
        if (!walk.ledger().matches(r)) {
            faults.add(new Fault(place, "differs from what the log says"));
        }
        try {
            DataKey key = session.freshKey(r.area() == Area.STUDY ? r.id() : r.scope());
            session.sealer().head(r, key);
            if (r.area() == Area.INSTANCE) {
                instance(r, key);
            } else {
                if (session.sealer().bodyInObject(r, key)) {
                    objects.add(r.id());
                    chunks += session.disk().objects().check(r.id(), key);
                }
                session.sealer().body(r, key);
            }
        } catch (StoreException e) {
            faults.add(new Fault(place, "does not open"));
        }
        return true;
    }

    /// Rows are read by the database's own index, which a flipped byte can make blind.
    private void found(Ledger.Shelf s, Ledger ledger) {
        try {
            ledger.require(s.area(), s.scope(), session.disk().records().rows(s.area(), s.scope()));
        } catch (StoreException e) {
            faults.add(new Fault(s.area() + " rows of " + s.scope().hex(), "are not found as the log tells"));
        }
    }

    private void instance(SealedRow r, DataKey key) throws StoreException {
        InstanceRow row = InstanceRow.read(session.sealer().body(r, key));
        row.headerData();
        if (row.layout().length() > 0) {
            objects.add(r.id());
            chunks += session.disk().objects().check(r.id(), key);
        }
        RowId blind = session.disk().keys().blind(session.sopTag(row.sopInstanceUid())).orElse(RowId.NONE);
        if (!blind.equals(r.id())) {
            faults.add(new Fault("blind index of " + r.id().hex(), "does not name its row"));
        }
    }

    private void missing(Write w) throws StoreException {
        if (w.area() == Area.KEY) {
            WrappedKey key = session.disk().keys().key(w.id()).orElse(null);
            if (key == null || !Arrays.equals(key.digest(), w.digest())) {
                faults.add(new Fault("key " + w.id().hex(), "is missing or changed"));
            }
        } else if (!seen.contains(w.id())) {
            faults.add(new Fault(w.area() + " " + w.id().hex(), "is missing"));
        }
    }
}
