package loupe.store.making;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.face.Accounts;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.KeyRing;
import loupe.store.keys.MadeAccount;
import loupe.store.keys.NewAccount;
import loupe.store.keys.SlotMaker;
import loupe.store.session.Session;
import loupe.store.session.Turn;

/// The accounts of an unlocked store.
///
/// A change is said in the log before it is made and after, so that a kill in between leaves an account the log knows.
///
/// @param turn orders callers
public record AccountBook(Turn turn) implements Accounts {
    private static final String RECOVERY = "recovery";

    public static SlotMaker maker(Session s) throws StoreException {
        return Entrance.unlocking(s.disk(), s.settings()).maker(s.keys().store());
    }

    public static List<AccountRow> rows(Session s) throws StoreException {
        List<AccountRow> rows = s.disk().keys().accounts();
        if (!s.log().ledger().matches(rows)) {
            throw new StoreException(Kind.TAMPERED, "An account is not what the log says; restore the key database.");
        }
        return rows;
    }

    @Override
    public Account present() throws StoreException {
        return turn.take(Session::account);
    }

    @Override
    public List<Account> all() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.MANAGE_ACCOUNTS);
            return accounts(s);
        });
    }

    static List<Account> accounts(Session s) throws StoreException {
        List<Account> out = new ArrayList<>();
        for (AccountRow row : rows(s)) {
            out.add(SlotMaker.account(row, s.keys()));
        }
        return out;
    }

    private static Optional<AccountRow> find(Session s, String name) throws StoreException {
        for (AccountRow row : rows(s)) {
            if (SlotMaker.account(row, s.keys()).name().equalsIgnoreCase(name.strip())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static AccountRow required(Session s, String name) throws StoreException {
        return find(s, name).orElseThrow(() -> new StoreException(
                Kind.NOT_THERE, "No account has that name; `loupe users list` shows all."));
    }

    @Override
    public Changed add(NewAccount account) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.MANAGE_ACCOUNTS);
            if (find(s, account.name()).isPresent()) {
                throw new StoreException(Kind.NOT_ALLOWED, "An account of that name is there; choose another name.");
            }
            return kept(s, maker(s).make(account, ringFor(s, account.roles())), "added");
        });
    }

    /// The identity link's key is made when its role is first given; nobody else ever holds it.
    private static KeyRing ringFor(Session s, Set<Role> roles) throws StoreException {
        boolean link = Role.holds(roles).contains(KeyDomain.IDENTITY) && !s.keys().holds(KeyDomain.IDENTITY);
        if (!link) {
            return s.keys();
        }
        if (accounts(s).stream().anyMatch(a -> Role.holds(a.roles()).contains(KeyDomain.IDENTITY))) {
            throw new StoreException(
                    Kind.NOT_ALLOWED, "Only an account that holds the identity link's key can give it; it must be administrator too.");
        }
        return s.keys().with(KeyDomain.IDENTITY, s.settings().random());
    }

    private static Changed kept(Session s, MadeAccount made, String what) throws StoreException {
        Account account = SlotMaker.account(made.row(), s.keys());
        replace(s, List.of(made.row()), List.of(), account.name() + " " + what + " " + account.roles());
        return new Changed(account, made.shownOnce());
    }

    /// Writes account rows and takes others away: said before, done, said after.
    static void replace(Session s, List<AccountRow> put, List<RowId> drop, String detail) throws StoreException {
        List<Write> next = new ArrayList<>();
        put.forEach(a -> next.add(Write.next(a)));
        drop.forEach(id -> next.add(Write.gone(id, true)));
        s.commit(AuditEntry.of(AuditEvent.KEYS_INTENT, detail), next);
        s.disk().keys().transaction(() -> {
            for (AccountRow a : put) {
                s.disk().keys().putAccount(a);
            }
            for (RowId id : drop) {
                s.disk().keys().dropAccount(id);
            }
        });
        List<Write> done = new ArrayList<>();
        put.forEach(a -> done.add(Write.of(a)));
        drop.forEach(id -> done.add(Write.gone(id, false)));
        s.commit(AuditEntry.of(AuditEvent.ACCOUNT_CHANGED, detail), done);
    }

    @Override
    public Account changeRoles(String name, Set<Role> roles) throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.MANAGE_ACCOUNTS);
            AccountRow old = required(s, name);
            Account was = SlotMaker.account(old, s.keys());
            Account is = new Account(was.id(), was.name(), was.printedName(), roles, was.kind(), was.secondFactor());
            if (!roles.contains(Role.ADMINISTRATOR)) {
                requireAnotherAdministrator(s, was);
            }
            AccountRow row = maker(s).regranted(old, is, ringFor(s, roles));
            replace(s, List.of(row), List.of(), is.name() + " has roles " + roles);
            return is;
        });
    }

    private static void requireAnotherAdministrator(Session s, Account leaving) throws StoreException {
        boolean another = accounts(s).stream()
                .anyMatch(a -> a.person() && a.roles().contains(Role.ADMINISTRATOR) && !a.id().equals(leaving.id()));
        if (!another) {
            throw new StoreException(Kind.NOT_ALLOWED, "The last administrator stays; make another one first.");
        }
    }

    @Override
    public void remove(String name) throws StoreException {
        turn.take(s -> {
            s.gate().require(Permission.MANAGE_ACCOUNTS);
            AccountRow old = required(s, name);
            Account was = SlotMaker.account(old, s.keys());
            if (was.id().equals(s.account().id())) {
                throw new StoreException(Kind.NOT_ALLOWED, "Nobody removes their own account; another administrator can.");
            }
            requireAnotherAdministrator(s, was);
            replace(s, List.of(), List.of(old.id()), was.name() + " removed");
            return true;
        });
    }

    @Override
    public Changed changePassphrase(char[] passphrase, boolean secondFactor) throws StoreException {
        try {
            return turn.take(s -> {
                Account me = s.account();
                AccountRow old = required(s, me.name());
                NewAccount again = new NewAccount(
                        me.name(), me.printedName(), me.roles(), new NewAccount.Lock.Passphrase(passphrase, secondFactor));
                return kept(s, maker(s).remake(old, again, s.keys(), s.signer()), "has another passphrase");
            });
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    @Override
    public Changed resetPassphrase(String name, char[] passphrase) throws StoreException {
        try {
            return turn.take(s -> {
                s.gate().require(Permission.MANAGE_ACCOUNTS);
                AccountRow old = required(s, name);
                Account was = SlotMaker.account(old, s.keys());
                if (was.id().equals(s.account().id()) || was.kind() != Account.Kind.PASSPHRASE) {
                    throw new StoreException(
                            Kind.NOT_ALLOWED, "Only the passphrase of another account can be reset; change your own instead.");
                }
                NewAccount again = new NewAccount(
                        was.name(), was.printedName(), was.roles(), new NewAccount.Lock.Passphrase(passphrase, false));
                Changed changed = kept(s, maker(s).reset(old, again, ringFor(s, was.roles())), "got another passphrase by "
                        + s.account().name() + ", roles");
                s.disk().keys().settleWrongTries(old.tag(), s.settings().clock().millis());
                return changed;
            });
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    @Override
    public String offerCodes() throws StoreException {
        return turn.take(s -> maker(s).codeSeed());
    }

    @Override
    public Account proveCodes(char[] passphrase, String seed, String code) throws StoreException {
        try {
            return turn.take(s -> {
                Account me = s.account();
                AccountRow old = required(s, me.name());
                maker(s).requireOpens(old, passphrase);
                long step = SlotMaker.provenStep(seed, code, s.settings().clock().instant());
                NewAccount again = new NewAccount(
                        me.name(), me.printedName(), me.roles(), new NewAccount.Lock.Coded(passphrase, seed));
                Account changed = kept(s, maker(s).remake(old, again, s.keys(), s.signer()), "asks for one-time codes")
                        .account();
                s.disk().keys().useCode(old.id(), step);
                return changed;
            });
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    @Override
    public Changed printRecoveryKey() throws StoreException {
        return turn.take(s -> {
            s.gate().require(Permission.MANAGE_ACCOUNTS);
            NewAccount printed = new NewAccount(
                    RECOVERY, RECOVERY, Set.of(Role.ADMINISTRATOR), new NewAccount.Lock.Printed());
            Optional<AccountRow> old = find(s, RECOVERY);
            if (old.isPresent()) {
                replace(s, List.of(), List.of(old.get().id()), "recovery key revoked");
            }
            return kept(s, maker(s).make(printed, s.keys()), "key printed");
        });
    }
}
