package loupe.store.keys;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.KeysDb.WrongTry;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// Turns credentials into a key ring, with back-off after wrong tries.
///
/// Wrong tries stand in keys.db until the next right one, which hands them to the log. From the fourth on, each doubles
/// the wait, from one second up to five minutes.
public final class Unlocking {
    private static final int FREE_TRIES = 3;
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
    public record Entered(KeyRing ring, Account account, Signer signer) {}

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
    /// @throws StoreException WRONG_PASSPHRASE, noted; SECOND_FACTOR_NEEDED; BACK_OFF while the wait after wrong tries lasts
    public Entered unlock(Credentials by) throws StoreException {
        RowId store = store();
        return switch (by) {
            case Credentials.Recovery r -> tried(new byte[0], () -> byPrintOut(r));
            case Credentials.Passphrase p -> {
                byte[] lasting = device(store).lasting();
                byte[] tag = SlotMaker.tag(lasting, p.account());
                yield tried(tag, () -> byPassphrase(p, tag, lasting));
            }
            case Credentials.Token t -> {
                byte[] lasting = device(store).lasting();
                byte[] tag = SlotMaker.tag(lasting, t.account());
                yield tried(tag, () -> byToken(t, tag, lasting));
            }
        };
    }

    private interface Try {
        Entered run() throws StoreException;
    }

    private Entered tried(byte[] tag, Try what) throws StoreException {
        backOff(tag);
        try {
            return what.run();
        } catch (StoreException e) {
            if (e.kind() == Kind.WRONG_PASSPHRASE) {
                keys.wrongTry(new WrongTry(settings.clock.millis(), tag));
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

    private Entered byPassphrase(Credentials.Passphrase p, byte[] tag, byte[] lasting) throws StoreException {
        AccountSlot slot = find(tag, Account.Kind.PASSPHRASE);
        byte[] slotKey = FirstSlot.slotKey(slot.lock().cost(), slot.lock().salt(), p.passphrase(), lasting);
        AccountSlot.wipe(lasting);
        return entered(slot, slotKey, p.code());
    }

    private Entered byToken(Credentials.Token t, byte[] tag, byte[] lasting) throws StoreException {
        AccountSlot slot = find(tag, Account.Kind.TOKEN);
        byte[] slotKey = SlotMaker.tokenKey(t.key().unwrap(slot.lock().salt()), lasting);
        AccountSlot.wipe(lasting);
        return entered(slot, slotKey, "");
    }

    /// The account of a name; the only one of its kind answers to any name, so that a store of one person asks for none.
    private AccountSlot find(byte[] tag, Account.Kind kind) throws StoreException {
        List<AccountSlot> ofKind = new java.util.ArrayList<>();
        for (AccountRow row : rows()) {
            AccountSlot slot = AccountSlot.of(row.body());
            if (slot.lock().kind() == kind) {
                slot.lock().requireProfile(settings.cost.profile());
                if (MessageDigest.isEqual(row.tag(), tag)) {
                    return slot;
                }
                ofKind.add(slot);
            }
        }
        if (ofKind.size() != 1) {
            throw AccountSlot.wrong();
        }
        return ofKind.getFirst();
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
            return new Entered(ring, slot.account(ring.log()), new Signer(secrets.signing()));
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
        List<Long> tries = keys.wrongTries().stream()
                .filter(t -> MessageDigest.isEqual(t.tag(), tag))
                .map(WrongTry::utcMillis)
                .toList();
        int over = tries.size() - FREE_TRIES;
        if (over < 0) {
            return;
        }
        long wait = Math.min(LONGEST_WAIT_MILLIS, 1000L << Math.min(over, 20));
        long left = tries.getLast() + wait - settings.clock.millis();
        // A clock set back must not lock the owner out for longer than the longest wait.
        if (left > 0 && left <= LONGEST_WAIT_MILLIS) {
            throw new StoreException(
                    Kind.BACK_OFF, "Too many wrong tries; try again in " + (left / 1000 + 1) + " seconds.");
        }
    }
}
