package loupe.store.making;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Ledger;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.keys.NewAccount;
import loupe.store.keys.SlotMaker;
import loupe.store.session.Session;
import loupe.store.setting.StoreSettings;

/// What a restored store must be told before it is read: its accounts as keys.db has them, and what was erased since.
///
/// @param session the restored store, its study list not read yet
record Restart(Session session) {
    /// Accounts whose slots hang on another machine's secret go; the print-out stays and a first account is made.
    void onNewMachine(char[] passphrase) throws StoreException {
        StoreSettings settings = session.settings();
        if (Entrance.unlocking(session.disk(), settings).hasMachineSecret()) {
            throw new StoreException(
                    StoreException.Kind.ALREADY_A_STORE, "This machine has the store's secret; restore with an account's passphrase.");
        }
        SlotMaker maker = AccountBook.maker(session);
        maker.beginMachine();
        maker.beginEpoch(session.keys().epoch());
        NewAccount first = new NewAccount(
                settings.actor(),
                settings.actor(),
                Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR),
                new NewAccount.Lock.Passphrase(passphrase, false));
        AccountRow made = maker.make(first, session.keys()).row();
        session.disk().keys().transaction(() -> {
            for (AccountRow a : session.disk().keys().accounts()) {
                if (SlotMaker.account(a, session.keys()).kind() != Account.Kind.RECOVERY) {
                    session.disk().keys().dropAccount(a.id());
                }
            }
            session.disk().keys().putAccount(made);
        });
    }

    /// Tells the log which accounts there are, and erases again what was erased since the backup.
    ///
    /// @return how many studies were erased again
    int accountsAndErased() throws StoreException {
        Ledger ledger = session.log().ledger();
        List<AccountRow> there = session.disk().keys().accounts();
        Set<RowId> gone = new LinkedHashSet<>(ledger.accounts());
        List<Write> writes = new ArrayList<>();
        for (AccountRow a : there) {
            // A row this store's log key did not seal has no business here.
            SlotMaker.account(a, session.keys());
            gone.remove(a.id());
            writes.add(Write.of(a));
        }
        gone.forEach(id -> writes.add(Write.gone(id, false)));
        session.commit(AuditEntry.of(AuditEvent.ACCOUNT_CHANGED, "as restored"), writes);
        return eraseAgain(ledger);
    }

    private int eraseAgain(Ledger ledger) throws StoreException {
        Set<RowId> again = new LinkedHashSet<>();
        for (RowId study : erased()) {
            if (ledger.hasRow(study)) {
                again.add(study);
            }
        }
        for (RowId study : again) {
            session.commitOpenly(AuditEntry.of(AuditEvent.ERASE_INTENT, "again, after a restore"), study, () -> {});
        }
        if (!ledger.erasing().isEmpty()) {
            new Erasure(session).finish();
        }
        return again.size();
    }

    private Set<RowId> erased() throws StoreException {
        return session.disk()
                .erased(session.settings().deviceSecretFolder(), session.keys().store())
                .all();
    }
}
