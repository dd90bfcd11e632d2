package loupe.store.keys;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.db.WrongTry;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// Turns credentials into a key ring, with back-off after wrong tries.
///
/// Wrong tries stand in keys.db until a right one at the same account; any right one hands them to the log. From the fourth at one
/// account on, and from the eleventh at any of this store on, each doubles the wait, from one second up to five minutes.
public final class Unlocking {
    private static final int FREE_TRIES = 3;
    private static final int FREE_TRIES_OF_ALL = 10;
    private static final long LONGEST_WAIT_MILLIS = 300_000;

    private final KeysDb keys;
    private final Settings settings;

    /// What unlocking needs to know.
    ///
    /// @param deviceSecretFolder where this machine's secrets are
    /// @param copy the store folder's own random name; empty for a folder that was never restored
    /// @param clock UTC, for back-off and one-time codes
    /// @param cost cost of new slots; its profile is the floor for old ones
    /// @param random source of keys
    /// @param keyring where secrets go, if it takes them
    public record Settings(
            Path deviceSecretFolder, String copy, Clock clock, KdfCost cost, SecureRandom random, Keyring keyring) {}

    /// Who came in.
    ///
    /// @param ring the keys of its roles
    /// @param account who
    /// @param signer signs for the account
    /// @param tag what its wrong tries are counted by
    @SuppressWarnings("ArrayRecordComponent")
    public record Entered(KeyRing ring, Account account, Signer signer, byte[] tag) {}

    /// @param keys where accounts and wrong tries are
    public Unlocking(KeysDb keys, Settings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /// Comes into a store that was just made, by the first account.
    public Entered first(MadeAccount made, KeyRing ring, char[] passphrase) throws StoreException {
        AccountSlot slot = AccountSlot.of(made.row().body());
        byte[] lasting = device(ring.store()).lasting();
        byte[] slotKey = FirstSlot.slotKey(slot.lock().cost(), slot.lock().salt(), passphrase, lasting);
        AccountSlot.wipe(lasting);
        return entered(slot, slotKey, "");
    }

    /// Makes and changes the accounts of a store.
    public SlotMaker maker(RowId store) {
        return new SlotMaker(device(store), settings.cost, settings.random);
    }

    private DeviceSecret device(RowId store) {
        return new DeviceSecret(settings.deviceSecretFolder, store, settings.copy, settings.keyring);
    }

    /// Keys of a new store.
    public KeyRing create() throws StoreException {
        return KeyRing.fresh(RowId.random(settings.random), settings.random);
    }

    /// The keys of a store of the first format, under the families of the second.
    static KeyRing adopted(RowId store, Map<KeyDomain, byte[]> first, SecureRandom random) {
        KeyRing fresh = KeyRing.fresh(store, random);
        Map<KeyDomain, byte[]> all = new java.util.EnumMap<>(KeyDomain.class);
        for (KeyDomain d : fresh.domains()) {
            byte[] old = first.get(d);
            try {
                all.put(d, old == null ? fresh.raw(d) : old);
            } catch (StoreException e) {
                throw new IllegalStateException("a fresh ring has every family", e);
            }
        }
        return new KeyRing(store, 1, all);
    }

    /// The store's random name.
    public RowId store() throws StoreException {
        return AccountSlot.of(rows().getFirst().body()).lock().store();
    }

    /// Whether this machine has the secrets the store's slots hang on.
    public boolean hasMachineSecret() throws StoreException {
        DeviceSecret device = device(store());
        for (AccountRow row : rows()) {
            AccountSlot slot = AccountSlot.of(row.body());
            if (slot.lock().kind() != Account.Kind.RECOVERY && !device.has(slot.epoch())) {
                return false;
            }
        }
        return device.isThere();
    }

    /// Whether this machine's secret is in the operating system's keyring, not in a file.
    public boolean isSecretInKeyring() throws StoreException {
        return device(store()).inKeyring();
    }

    /// How the store's accounts open.
    public java.util.Set<Account.Kind> kinds() throws StoreException {
        java.util.Set<Account.Kind> kinds = java.util.EnumSet.noneOf(Account.Kind.class);
        for (AccountRow row : rows()) {
            kinds.add(AccountSlot.of(row.body()).lock().kind());
        }
        return kinds;
    }

    private List<AccountRow> rows() throws StoreException {
        List<AccountRow> rows = keys.accounts();
        if (rows.isEmpty()) {
            throw new StoreException(Kind.NOT_A_STORE, "The store has no account; restore its key database.");
        }
        return rows;
    }

    /// Opens the account's slot.
    ///
    /// @throws StoreException WRONG_PASSPHRASE, noted; SECOND_FACTOR_NEEDED, noted; BACK_OFF while the wait after wrong tries lasts
    public Entered unlock(Credentials by) throws StoreException {
        RowId store = store();
        return switch (by) {
            case Credentials.Recovery r -> tried(new byte[0], () -> byPrintOut(r));
            case Credentials.Passphrase p ->
                byName(store, p.account(), Account.Kind.PASSPHRASE, (slot, lasting) -> byPassphrase(p, slot, lasting));
            case Credentials.Token t ->
                byName(store, t.account(), Account.Kind.TOKEN, (slot, lasting) -> byToken(t, slot, lasting));
        };
    }

    private interface Try {
        Entered run() throws StoreException;
    }

    private interface Opening {
        Entered open(AccountSlot slot, byte[] lasting) throws StoreException;
    }

    private Entered byName(RowId store, String name, Account.Kind kind, Opening opening) throws StoreException {
        byte[] lasting = device(store).lasting();
        try {
            byte[] typed = SlotMaker.tag(lasting, name);
            Optional<AccountRow> row = find(typed, kind);
            // Tries count at the account they are at, whatever name it was called by.
            return tried(row.map(AccountRow::tag).orElse(typed), () -> {
                AccountSlot slot = AccountSlot.of(row.orElseThrow(AccountSlot::wrong).body());
                slot.lock().requireProfile(settings.cost.profile());
                return opening.open(slot, lasting);
            });
        } finally {
            AccountSlot.wipe(lasting);
        }
    }

    private Entered tried(byte[] tag, Try what) throws StoreException {
        backOff(tag);
        try {
            Entered in = what.run();
            return new Entered(in.ring, in.account, in.signer, tag);
        } catch (StoreException e) {
            if (e.kind() == Kind.WRONG_PASSPHRASE) {
                keys.wrongTry(new WrongTry(settings.clock.millis(), tag, WrongTry.Kind.WRONG));
            } else if (e.kind() == Kind.SECOND_FACTOR_NEEDED) {
                keys.wrongTry(new WrongTry(settings.clock.millis(), tag, WrongTry.Kind.WITHOUT_CODE));
            }
            throw e;
        }
    }

    private Entered byPrintOut(Credentials.Recovery r) throws StoreException {
        for (AccountRow row : rows()) {
            AccountSlot slot = AccountSlot.of(row.body());
            if (slot.lock().kind() == Account.Kind.RECOVERY) {
                byte[] secret = RecoveryCode.read(r.printed());
                byte[] slotKey = SlotMaker.printedKey(secret);
                AccountSlot.wipe(secret);
                return entered(slot, slotKey, "");
            }
        }
        throw new StoreException(Kind.WRONG_PASSPHRASE, "The store has no recovery key; use an account.");
    }

    private Entered byPassphrase(Credentials.Passphrase p, AccountSlot slot, byte[] lasting) throws StoreException {
        byte[] slotKey = FirstSlot.slotKey(slot.lock().cost(), slot.lock().salt(), p.passphrase(), lasting);
        return entered(slot, slotKey, p.code());
    }

    private Entered byToken(Credentials.Token t, AccountSlot slot, byte[] lasting) throws StoreException {
        byte[] slotKey = SlotMaker.tokenKey(t.key().unwrap(slot.lock().salt()), lasting);
        return entered(slot, slotKey, "");
    }

    /// The account of a name; the only one of its kind answers to any name, so that a store of one person asks for none.
    private Optional<AccountRow> find(byte[] tag, Account.Kind kind) throws StoreException {
        List<AccountRow> ofKind = new java.util.ArrayList<>();
        for (AccountRow row : rows()) {
            if (AccountSlot.of(row.body()).lock().kind() == kind) {
                if (MessageDigest.isEqual(row.tag(), tag)) {
                    return Optional.of(row);
                }
                ofKind.add(row);
            }
        }
        return ofKind.size() == 1 ? Optional.of(ofKind.getFirst()) : Optional.empty();
    }

    private Entered entered(AccountSlot slot, byte[] slotKey, String code) throws StoreException {
        AccountSlot.Secrets secrets = null;
        try {
            secrets = slot.secrets(slotKey);
            requireCode(slot, secrets.seed(), code);
            boolean printed = slot.lock().kind() == Account.Kind.RECOVERY;
            byte[] secret = printed ? new byte[0] : device(slot.lock().store()).ofEpoch(slot.epoch());
            KeyRing ring = slot.ring(secrets, secret);
            AccountSlot.wipe(secret);
            return new Entered(ring, slot.account(ring.log()), new Signer(secrets.signing()), new byte[0]);
        } finally {
            AccountSlot.wipe(slotKey);
            if (secrets != null) {
                secrets.wipe();
            }
        }
    }

    private void requireCode(AccountSlot slot, byte[] seed, String code) throws StoreException {
        if (seed.length == 0) {
            return;
        }
        if (code.isEmpty()) {
            throw new StoreException(
                    Kind.SECOND_FACTOR_NEEDED, "This account asks for a one-time code too; read it from your authenticator.");
        }
        RowId id = slot.lock().id();
        OptionalLong step = OneTimeCode.step(seed, code.strip(), settings.clock.instant(), keys.usedCode(id));
        if (step.isEmpty()) {
            throw AccountSlot.wrong();
        }
        keys.useCode(id, step.getAsLong());
    }

    private void backOff(byte[] tag) throws StoreException {
        List<WrongTry> all = keys.wrongTries();
        List<WrongTry> here = all.stream().filter(t -> t.isAt(tag)).toList();
        requireWaited(here.stream().filter(t -> t.kind() != WrongTry.Kind.WITHOUT_CODE).toList(), FREE_TRIES);
        requireWaited(here.stream().filter(t -> t.kind() == WrongTry.Kind.WITHOUT_CODE).toList(), FREE_TRIES);
        requireWaited(all.stream().filter(t -> t.kind() != WrongTry.Kind.TOLD).toList(), FREE_TRIES_OF_ALL);
    }

    private void requireWaited(List<WrongTry> tries, int free) throws StoreException {
        int over = tries.size() - free;
        if (over < 0) {
            return;
        }
        long wait = Math.min(LONGEST_WAIT_MILLIS, 1000L << Math.min(over, 20));
        long left = tries.getLast().utcMillis() + wait - settings.clock.millis();
        // A clock set back must not lock the owner out for longer than the longest wait.
        if (left > 0 && left <= LONGEST_WAIT_MILLIS) {
            throw new StoreException(
                    Kind.BACK_OFF, "Too many wrong tries; try again in " + (left / 1000 + 1) + " seconds.");
        }
    }
}
