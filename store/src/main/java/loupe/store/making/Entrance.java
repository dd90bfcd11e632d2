package loupe.store.making;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import loupe.store.access.KeyDomain;
import loupe.store.access.Role;
import loupe.store.audit.Anchors;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.Ledger;
import loupe.store.audit.LogWalk;
import loupe.store.audit.Outcome;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.WrongTry;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.keys.KeyRing;
import loupe.store.keys.MadeAccount;
import loupe.store.keys.NewAccount;
import loupe.store.keys.SlotMaker;
import loupe.store.keys.Unlocking;
import loupe.store.session.Disk;
import loupe.store.session.Session;
import loupe.store.setting.StoreSettings;

/// The way into a store: makes one, or opens one, checks it, and finishes what a kill left.
///
/// @param disk open files
/// @param settings how it is opened
public record Entrance(Disk disk, StoreSettings settings) {
    public static Anchors anchors(Disk disk, StoreSettings settings, KeyRing keys) throws StoreException {
        return new Anchors(
                disk.folder().anchors(), settings.deviceSecretFolder(), keys.store(), disk.folder().copyName());
    }

    static Unlocking unlocking(Disk disk, StoreSettings settings) throws StoreException {
        return new Unlocking(disk.keys(), settings.unlocking(disk.folder().copyName()));
    }

    private Unlocking unlocking() throws StoreException {
        return unlocking(disk, settings);
    }

    /// Makes a store with its first account, which is administrator, radiologist and auditor.
    public Session create(char[] passphrase) throws StoreException {
        KeyRing ring = unlocking().create();
        SlotMaker maker = unlocking().maker(ring.store());
        maker.beginMachine();
        maker.beginEpoch(ring.epoch());
        MadeAccount first = maker.make(
                new NewAccount(
                        settings.actor(),
                        settings.actor(),
                        Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR),
                        new NewAccount.Lock.Passphrase(passphrase, false)),
                ring);
        disk.keys().putAccount(first.row());
        disk.records().database().setFormat(Migration.FORMAT);
        LogWalk walk = LogWalk.quick(disk.records(), anchors(disk, settings, ring), ring);
        Session s = session(unlocking().first(first, ring, passphrase), walk);
        WrappedKey site = s.keys().newKey(s.siteKey(), KeyDomain.SITE, settings.random());
        s.commit(
                AuditEntry.of(AuditEvent.STORE_CREATED, ""),
                RowId.NONE,
                new Session.Change(List.of(site), List.of(), List.of()));
        s.commit(AuditEntry.of(AuditEvent.ACCOUNT_CHANGED, "first account"), List.of(Write.of(first.row())));
        s.log().checkpoint();
        return s;
    }

    Session session(Unlocking.Entered in, LogWalk walk) throws StoreException {
        RowId boot = RowId.random(settings.random());
        AuditLog log = new AuditLog(
                disk.records(), in.ring(), anchors(disk, settings, in.ring()), settings.clock(), boot, walk);
        return new Session(new Session.Entry(disk, settings, in, log), walk.lastUtcMillis());
    }

    /// Opens a store.
    ///
    /// @param event what the log is told: opened or unlocked
    public Session enter(Credentials by, AuditEvent event) throws StoreException {
        Unlocking.Entered in = unlocking().unlock(by);
        boolean well = false;
        try {
            LogWalk walk = LogWalk.quick(disk.records(), anchors(disk, settings, in.ring()), in.ring());
            Session s = entered(in, walk.requireIntact());
            s.opened(event);
            well = true;
            return s;
        } finally {
            if (!well) {
                in.ring().clear();
            }
        }
    }

    /// Opens a store whose anchors or checkpoints are damaged, takes the damaged ones away and signs the log anew.
    public Session repair(Credentials by) throws StoreException {
        Unlocking.Entered in = unlocking().unlock(by);
        LogWalk walk = LogWalk.quick(disk.records(), anchors(disk, settings, in.ring()), in.ring()).requireLog();
        Session s = entered(in, walk);
        s.note(
                AuditEvent.ANCHORS_REPAIRED,
                Outcome.SUCCESS,
                walk.damagedAnchors().size() + " anchors, " + walk.damagedCheckpoints().size() + " checkpoints");
        s.log().repair(walk);
        s.opened(AuditEvent.OPENED);
        return s;
    }

    private Session entered(Unlocking.Entered in, LogWalk walk) throws StoreException {
        if (!walk.ledger().matches(disk.keys().accounts())) {
            throw new StoreException(
                    Kind.TAMPERED, "An account is not what the log says; restore the key database from its newest backup.");
        }
        Session s = session(in, walk);
        finish(s);
        s.load();
        for (WrongTry t : disk.keys().wrongTries()) {
            if (t.kind() != WrongTry.Kind.WRONG) {
                continue;
            }
            s.note(AuditEvent.LOGIN_REFUSED, Outcome.MINOR_FAILURE, Instant.ofEpochMilli(t.utcMillis()).toString());
        }
        disk.keys().settleWrongTries(in.tag(), settings.clock().millis());
        int swept = new Sweep(s).run();
        if (swept > 0) {
            s.note(AuditEvent.SWEPT, Outcome.SUCCESS, Integer.toString(swept));
        }
        for (String place : walk.damagedAnchors()) {
            s.note(AuditEvent.ANCHOR_DAMAGED, Outcome.SERIOUS_FAILURE, place);
        }
        return s;
    }

    /// Finishes what the log says was begun.
    private void finish(Session s) throws StoreException {
        Ledger ledger = s.log().ledger();
        if (!ledger.pendingAccounts().isEmpty()) {
            List<Write> now = new java.util.ArrayList<>();
            List<AccountRow> there = disk.keys().accounts();
            for (Write w : ledger.pendingAccounts()) {
                now.add(there.stream()
                        .filter(a -> a.id().equals(w.id()))
                        .findFirst()
                        .map(Write::of)
                        .orElse(Write.gone(w.id(), false)));
            }
            s.commit(AuditEntry.of(AuditEvent.ACCOUNT_CHANGED, "finished after a kill"), now);
        }
        AccountBook.maker(s).endOtherEpochs(s.keys().epoch(), false);
        if (!ledger.erasing().isEmpty()) {
            new Erasure(s).finish();
        }
    }
}
