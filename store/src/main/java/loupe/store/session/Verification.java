package loupe.store.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.store.access.KeyDomain;
import loupe.store.audit.Anchors;
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

/// One full verification of an unlocked store. What the account holds no key to is compared with the log's digest and
/// counted as unopened.
public final class Verification {
    private final Session session;
    private final Anchors anchors;
    private final JobContext context;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<RowId> seen = new HashSet<>();
    private final Set<RowId> objects = new HashSet<>();
    private long rows;
    private long chunks;
    private long unopened;

    public Verification(Session session, Anchors anchors, JobContext context) {
        this.session = session;
        this.anchors = anchors;
        this.context = context;
    }

    public VerifyReport run() throws StoreException {
        LogWalk walk = LogWalk.full(session.disk().records(), anchors, session.keys(), session::notes);
        faults.addAll(walk.faults());
        if (!Arrays.equals(walk.tree().root(), session.log().root())) {
            faults.add(new Fault("log", "differs from what this run of the program wrote"));
        }
        if (!walk.ledger().matches(session.disk().keys().accounts())) {
            faults.add(new Fault("accounts", "differ from what the log says"));
        }
        long total = Math.max(1, walk.ledger().rows().size());
        session.disk().records().eachRow(r -> row(RecordsDb.read(r), walk, total));
        for (Write w : walk.ledger().rows()) {
            if (!seen.contains(w.id())) {
                faults.add(new Fault(w.area() + " " + w.id().hex(), "is missing"));
            }
        }
        for (Write w : walk.ledger().keys()) {
            key(w.id(), walk.ledger());
        }
        for (Ledger.Shelf s : walk.ledger().shelves()) {
            found(s, walk.ledger());
        }
        if (unopened == 0) {
            strangers();
        }
        return new VerifyReport(
                new VerifyReport.Log(walk.tree().size(), walk.checkpoints(), walk.anchors()), rows, chunks, unopened, faults);
    }

    private void strangers() throws StoreException {
        for (Optional<RowId> o : session.disk().objects().list()) {
            if (o.isEmpty() || !objects.contains(o.get()) && !session.inFlight().contains(o.get())) {
                faults.add(new Fault("object " + o.map(RowId::hex).orElse("of another name"), "belongs to no row"));
            }
        }
    }

    private boolean row(SealedRow r, LogWalk walk, long total) {
        context.checkCancelled();
        context.progress(Math.min(++rows, total), total, "rows");
        seen.add(r.id());
        String place = r.area() + " " + r.id().hex();
        if (!walk.ledger().matches(r)) {
            faults.add(new Fault(place, "differs from what the log says"));
        }
        if (!session.keys().holds(domain(r.area()))) {
            unopened++;
            return true;
        }
        try {
            open(r);
        } catch (StoreException e) {
            faults.add(new Fault(place, "does not open"));
        }
        return true;
    }

    private static KeyDomain domain(Area area) {
        return switch (area) {
            case STUDY, INSTANCE, ATTACHED -> KeyDomain.IMAGES;
            case RECORD -> KeyDomain.FINDINGS;
            case IDENTITY -> KeyDomain.IDENTITY;
            case SITE, KEY, ACCOUNT, ACCOUNT_NEXT -> KeyDomain.SITE;
        };
    }

    private void open(SealedRow r) throws StoreException {
        DataKey key = session.freshKey(Session.keyName(r));
        session.sealer().head(r, key);
        if (r.area() == Area.INSTANCE) {
            instance(r, key);
            return;
        }
        if (session.sealer().bodyInObject(r, key)) {
            objects.add(r.id());
            chunks += session.disk().objects().check(r.id(), key);
        }
        session.sealer().body(r, key);
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

    private void key(RowId id, Ledger ledger) {
        try {
            WrappedKey there = session.wrapped(id);
            if (session.keys().holds(there.domain()) && !ledger.matches(session.keys().unwrapAgain(there))) {
                faults.add(new Fault("key " + id.hex(), "is changed"));
            }
        } catch (StoreException e) {
            faults.add(new Fault("key " + id.hex(), "is missing or changed"));
        }
    }
}
