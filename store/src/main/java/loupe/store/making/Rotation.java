package loupe.store.making;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.keys.KeyRing;
import loupe.store.keys.SlotMaker;
import loupe.store.session.Session;

/// Begins a new epoch: new wrapping keys, every data key wrapped anew, every slot granted anew, this machine's secret of
/// the old epoch destroyed. Bodies are never encrypted again.
///
/// @param session the unlocked store
public record Rotation(Session session) {
    /// What goes with the old epoch.
    ///
    /// @param studies studies whose keys are destroyed
    /// @param instances their instances, which the blind index forgets
    public record Dropped(Collection<RowId> studies, Collection<RowId> instances) {
        public static Dropped nothing() {
            return new Dropped(List.of(), List.of());
        }
    }

    /// @return whether a recovery key was revoked
    public boolean run(Dropped dropped) throws StoreException {
        session.gate().requireEveryKey();
        KeyRing old = session.keys();
        KeyRing next = old.next(session.settings().random());
        SlotMaker maker = AccountBook.maker(session);
        maker.beginEpoch(next.epoch());
        List<AccountRow> put = new ArrayList<>();
        List<RowId> gone = new ArrayList<>();
        for (AccountRow row : AccountBook.rows(session)) {
            if (SlotMaker.account(row, old).kind() == Account.Kind.RECOVERY && !dropped.studies.isEmpty()) {
                gone.add(row.id());
            } else {
                put.add(maker.regranted(row, next));
            }
        }
        say(AuditEvent.KEYS_INTENT, next, put, gone);
        session.disk().keys().transaction(() -> write(old, next, dropped, put, gone));
        session.pending().rewrap(old, next);
        session.begin(next);
        say(AuditEvent.EPOCH_BEGUN, next, put, gone);
        maker.endOtherEpochs(next.epoch(), false);
        session.disk().flush();
        old.clear();
        return !gone.isEmpty();
    }

    private void say(AuditEvent event, KeyRing next, List<AccountRow> put, List<RowId> gone) throws StoreException {
        boolean before = event == AuditEvent.KEYS_INTENT;
        List<Write> writes = new ArrayList<>();
        put.forEach(a -> writes.add(before ? Write.next(a) : Write.of(a)));
        gone.forEach(id -> writes.add(Write.gone(id, before)));
        session.commit(AuditEntry.of(event, "epoch " + next.epoch()), writes);
    }

    private void write(KeyRing old, KeyRing next, Dropped dropped, List<AccountRow> put, List<RowId> gone)
            throws StoreException {
        KeysDb db = session.disk().keys();
        Set<RowId> destroyed = new HashSet<>();
        dropped.studies.forEach(s -> destroyed.addAll(StudyKeys.all(s)));
        for (WrappedKey k : db.keys()) {
            if (destroyed.contains(k.id()) || !session.log().ledger().hasKey(k.id())) {
                db.dropKey(k.id());
            } else {
                db.replaceKey(next.rewrapped(k, old));
            }
        }
        for (RowId instance : dropped.instances) {
            db.dropBlind(instance);
        }
        for (AccountRow a : put) {
            db.putAccount(a);
        }
        for (RowId id : gone) {
            db.dropAccount(id);
        }
    }
}
