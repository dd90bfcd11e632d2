package loupe.store.keys;

import java.security.SecureRandom;
import java.time.Instant;
import loupe.store.access.Account;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;

/// Makes and changes account rows of one store. One thread at a time.
public final class SlotMaker {
    private static final int SALT = 16;
    private static final int SEED = 20;

    private final DeviceSecret device;
    private final KdfCost cost;
    private final SecureRandom random;

    SlotMaker(DeviceSecret device, KdfCost cost, SecureRandom random) {
        this.device = device;
        this.cost = cost;
        this.random = random;
    }

    /// Makes an account with the keys of its roles.
    ///
    /// @throws StoreException NOT_ALLOWED where the ring lacks a key of the roles
    public MadeAccount make(NewAccount a, KeyRing ring) throws StoreException {
        return make(new Row(RowId.random(random), 1), a, ring, new byte[0]);
    }

    /// Gives an account a new way in and, where asked, new names and roles.
    ///
    /// @param signer the account's own, whose key stays
    public MadeAccount remake(AccountRow old, NewAccount a, KeyRing ring, Signer signer) throws StoreException {
        return make(new Row(old.id(), old.version() + 1), a, ring, signer.seed());
    }

    private record Row(RowId id, int version) {}

    private MadeAccount make(Row row, NewAccount a, KeyRing ring, byte[] signing) throws StoreException {
        byte[] lasting = device.lasting();
        Opening o = opening(a.lock(), lasting);
        RowId id = row.id;
        if (signing.length > 0) {
            System.arraycopy(signing, 0, o.secrets.signing(), 0, signing.length);
        }
        try {
            boolean code = o.secrets.seed().length > 0;
            Account account = new Account(id.hex(), a.name(), a.printedName(), a.roles(), o.kind, code);
            AccountSlot.Lock open = new AccountSlot.Lock(
                    ring.store(), id, o.kind, cost, o.salt, new byte[0], new byte[0], new byte[0]);
            AccountSlot.Lock lock = AccountSlot.lock(open, o.slotKey, o.secrets);
            AccountSlot slot = AccountSlot.grant(lock, account, ring, sealing(o.kind, ring.epoch()));
            byte[] tag = tag(lasting, a.name());
            return new MadeAccount(new AccountRow(id, tag, row.version, slot.toBytes()), o.shown);
        } finally {
            o.secrets.wipe();
            AccountSlot.wipe(o.slotKey, lasting);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Opening(
            Account.Kind kind, byte[] salt, byte[] slotKey, AccountSlot.Secrets secrets, String shown) {}

    private Opening opening(NewAccount.Lock how, byte[] lasting) throws StoreException {
        return switch (how) {
            case NewAccount.Lock.Passphrase p -> {
                byte[] seed = p.secondFactor() ? bytes(SEED) : new byte[0];
                yield byPassphrase(p.passphrase(), seed, lasting);
            }
            case NewAccount.Lock.Coded c -> byPassphrase(c.passphrase(), RecoveryCode.bytes(c.seed()), lasting);
            case NewAccount.Lock.Printed p -> {
                byte[] secret = RecoveryCode.make(random);
                Opening o = new Opening(
                        Account.Kind.RECOVERY,
                        new byte[0],
                        printedKey(secret),
                        AccountSlot.newSecrets(new byte[0], random),
                        RecoveryCode.print(secret));
                AccountSlot.wipe(secret);
                yield o;
            }
            case NewAccount.Lock.Token t -> {
                byte[] inToken = bytes(32);
                byte[] wrapped = t.key().wrap(inToken);
                byte[] slotKey = tokenKey(inToken, lasting);
                yield new Opening(
                        Account.Kind.TOKEN, wrapped, slotKey, AccountSlot.newSecrets(new byte[0], random), "");
            }
        };
    }

    private Opening byPassphrase(char[] passphrase, byte[] seed, byte[] lasting) throws StoreException {
        byte[] salt = bytes(SALT);
        byte[] slotKey = FirstSlot.slotKey(cost, salt, passphrase, lasting);
        return new Opening(
                Account.Kind.PASSPHRASE, salt, slotKey, AccountSlot.newSecrets(seed, random), RecoveryCode.base32(seed));
    }

    /// Gives an account of a passphrase another one without the old one: its owner signs with a new key from then on, and it asks
    /// for no one-time code.
    ///
    /// @throws StoreException NOT_ALLOWED where the ring lacks a key of the account's roles
    public MadeAccount reset(AccountRow old, NewAccount a, KeyRing ring) throws StoreException {
        return make(new Row(old.id(), old.version() + 1), a, ring, new byte[0]);
    }

    /// A seed for one-time codes, base32; no account asks for it yet.
    public String codeSeed() {
        return RecoveryCode.base32(bytes(SEED));
    }

    /// The time step of a code of a seed.
    ///
    /// @throws StoreException WRONG_PASSPHRASE where it is no code of this seed and time
    public static long provenStep(String seed, String code, Instant now) throws StoreException {
        return OneTimeCode.step(RecoveryCode.bytes(seed), code.strip(), now, -1)
                .orElseThrow(() -> new StoreException(
                        StoreException.Kind.WRONG_PASSPHRASE,
                        "That is not the code of this moment; check the clocks of both devices and enter the next one."));
    }

    /// Makes sure that a passphrase is an account's own.
    ///
    /// @throws StoreException WRONG_PASSPHRASE
    public void requireOpens(AccountRow row, char[] passphrase) throws StoreException {
        AccountSlot slot = AccountSlot.of(row.body());
        byte[] lasting = device.lasting();
        byte[] slotKey = FirstSlot.slotKey(slot.lock().cost(), slot.lock().salt(), passphrase, lasting);
        try {
            slot.secrets(slotKey).wipe();
        } finally {
            AccountSlot.wipe(slotKey, lasting);
        }
    }

    /// The account's slot again, with the keys of a ring's epoch; names, roles and way in stay.
    public AccountRow regranted(AccountRow old, KeyRing ring) throws StoreException {
        AccountSlot slot = AccountSlot.of(old.body());
        return granted(old, slot, slot.account(ring.log()), ring);
    }

    /// The account's slot with other roles.
    public AccountRow regranted(AccountRow old, Account changed, KeyRing ring) throws StoreException {
        return granted(old, AccountSlot.of(old.body()), changed, ring);
    }

    private AccountRow granted(AccountRow old, AccountSlot slot, Account account, KeyRing ring) throws StoreException {
        AccountSlot next = AccountSlot.grant(slot.lock(), account, ring, sealing(slot.lock().kind(), ring.epoch()));
        return new AccountRow(old.id(), old.tag(), old.version() + 1, next.toBytes());
    }

    private AccountSlot.Sealing sealing(Account.Kind kind, int epoch) throws StoreException {
        return new AccountSlot.Sealing(kind == Account.Kind.RECOVERY ? new byte[0] : device.ofEpoch(epoch), random);
    }

    /// Makes this machine's secret of an epoch.
    public void beginEpoch(int epoch) throws StoreException {
        AccountSlot.wipe(device.makeEpoch(epoch, random));
    }

    /// Makes this machine's lasting secret, where it has none (a new store, or a new machine).
    public void beginMachine() throws StoreException {
        if (!device.isThere()) {
            AccountSlot.wipe(device.makeLasting(random));
        }
    }

    /// Destroys this machine's secrets of all other epochs.
    ///
    /// @param everywhere those of the store's other copies on this machine too, which then open no more
    public void endOtherEpochs(int epoch, boolean everywhere) throws StoreException {
        device.destroyAllBut(epoch, everywhere);
    }

    /// Name, roles and kind of an account's row.
    public static Account account(AccountRow row, KeyRing ring) throws StoreException {
        return AccountSlot.of(row.body()).account(ring.log());
    }

    static byte[] tag(byte[] lasting, String name) {
        return KeyRing.mac(lasting, "account", NewAccount.folded(name));
    }

    static byte[] printedKey(byte[] secret) {
        return Derived.key(secret, "recovery");
    }

    static byte[] tokenKey(byte[] inToken, byte[] lasting) {
        byte[] both = new loupe.store.db.ByteSink().raw(inToken).raw(lasting).toBytes();
        byte[] key = Derived.key(both, "token");
        AccountSlot.wipe(both, inToken);
        return key;
    }

    private byte[] bytes(int n) {
        byte[] b = new byte[n];
        random.nextBytes(b);
        return b;
    }
}
