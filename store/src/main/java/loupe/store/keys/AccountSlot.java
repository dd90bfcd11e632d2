package loupe.store.keys;

import com.google.crypto.tink.subtle.X25519;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.access.Role;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// One way into the store, in two layers, so that a new epoch needs nobody's passphrase.
///
/// Lock: the account's X25519 private key and one-time-code seed, sealed under the slot key (of a passphrase, a print-out or
/// a token). Keys: the family keys of its roles, sealed to the public key and, but for the print-out, to the epoch's secret
/// of this machine: key = HKDF(X25519(ephemeral, public) ‖ ephemeral ‖ public ‖ device secret). Profile: name and roles,
/// under the log's key.
///
/// @param lock the first layer
/// @param epoch epoch of the sealed keys
/// @param ephemeral public key of the sealing
/// @param keys the sealed family keys
/// @param profile the sealed profile
@SuppressWarnings("ArrayRecordComponent")
record AccountSlot(Lock lock, int epoch, byte[] ephemeral, byte[] keys, byte[] profile) {
    private static final int FORMAT = 2;
    private static final int KEY = 32;

    /// What a slot key opens.
    ///
    /// @param store the store's random name
    /// @param id the account's random name
    /// @param kind how it opens
    /// @param cost what a try costs
    /// @param salt 16 bytes of a passphrase; a token's own wrapping of the slot key; empty for a print-out
    /// @param commitment commitment of the slot key
    /// @param publicKey X25519 public key
    /// @param sealed private key and seed
    @SuppressWarnings("ArrayRecordComponent")
    record Lock(
            RowId store,
            RowId id,
            Account.Kind kind,
            KdfCost cost,
            byte[] salt,
            byte[] commitment,
            byte[] publicKey,
            byte[] sealed) {
        private byte[] parameters() {
            ByteSink head = new ByteSink()
                    .u8(FORMAT)
                    .id(store)
                    .id(id)
                    .u8(kind.code());
            return cost.writeTo(head)
                    .bytes(salt)
                    .bytes(commitment)
                    .bytes(publicKey)
                    .toBytes();
        }

        /// The parameters are bound through their own encoding as the place's column.
        private Place place() {
            return new Place("slot", HexFormat.of().formatHex(parameters()), id, store, 0, FORMAT);
        }

        private Lock with(byte[] newCommitment, byte[] newPublicKey, byte[] newSealed) {
            return new Lock(store, id, kind, cost, salt, newCommitment, newPublicKey, newSealed);
        }

        /// Refuses a slot cheaper than the settings' profile allows.
        void requireProfile(KdfCost.Profile floor) throws StoreException {
            if (floor == KdfCost.Profile.PRODUCTION && cost.profile() != KdfCost.Profile.PRODUCTION) {
                throw new StoreException(Kind.WEAK_KEY_DERIVATION, "This is a test store; it does not open here.");
            }
        }
    }

    /// What a lock holds.
    ///
    /// @param privateKey X25519 private key
    /// @param seed seed of one-time codes; empty where none
    /// @param signing seed of the account's own signatures
    @SuppressWarnings("ArrayRecordComponent")
    record Secrets(byte[] privateKey, byte[] seed, byte[] signing) {
        void wipe() {
            Arrays.fill(privateKey, (byte) 0);
            Arrays.fill(signing, (byte) 0);
            Arrays.fill(seed, (byte) 0);
        }
    }

    static Secrets newSecrets(byte[] seed, SecureRandom random) {
        byte[] key = new byte[KEY];
        random.nextBytes(key);
        byte[] signing = new byte[KEY];
        random.nextBytes(signing);
        return new Secrets(key, seed, signing);
    }

    static Lock lock(Lock open, byte[] slotKey, Secrets secrets) {
        Lock l = open.with(Derived.key(slotKey, "slot commit"), publicOf(secrets.privateKey), new byte[0]);
        byte[] plain = new ByteSink().bytes(secrets.privateKey).bytes(secrets.seed).bytes(secrets.signing).toBytes();
        byte[] sealed = new DataKey(l.id, 1, slotKey).seal(l.place(), plain);
        Arrays.fill(plain, (byte) 0);
        return l.with(l.commitment, l.publicKey, sealed);
    }

    Secrets secrets(byte[] slotKey) throws StoreException {
        if (!MessageDigest.isEqual(lock.commitment, Derived.key(slotKey, "slot commit"))) {
            throw wrong();
        }
        ByteSource in = new ByteSource(new DataKey(lock.id, 1, slotKey).open(lock.place(), lock.sealed));
        return new Secrets(in.bytes(), in.bytes(), in.bytes());
    }

    static StoreException wrong() {
        return new StoreException(
                Kind.WRONG_PASSPHRASE, "The account name, the passphrase or the one-time code is not right; try again.");
    }

    private static byte[] publicOf(byte[] privateKey) {
        try {
            return X25519.publicFromPrivate(privateKey);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a private key has 32 bytes", e);
        }
    }

    /// Seals the family keys of the account's roles and its profile; needs no secret of the account.
    ///
    /// @param secret the epoch's secret of this machine; empty for a print-out
    static AccountSlot grant(Lock lock, Account account, KeyRing ring, Sealing sealing) throws StoreException {
        byte[] once = new byte[KEY];
        sealing.random.nextBytes(once);
        byte[] ephemeral = publicOf(once);
        DataKey key = bundleKey(lock, shared(once, lock.publicKey), ephemeral, sealing.secret);
        Set<KeyDomain> domains = Role.holds(account.roles());
        ByteSink plain = new ByteSink().i32(domains.size());
        for (KeyDomain d : domains) {
            plain.u8(d.code()).raw(ring.raw(d));
        }
        byte[] bytes = plain.toBytes();
        byte[] keys = key.seal(keysPlace(lock.id, ring.epoch()), bytes);
        wipe(bytes, once);
        byte[] profile = ring.log().seal(profilePlace(lock.id), profile(account));
        return new AccountSlot(lock, ring.epoch(), ephemeral, keys, profile);
    }

    /// What a granting is sealed with.
    ///
    /// @param secret the epoch's secret of this machine; empty for a print-out
    /// @param random source of the ephemeral key
    @SuppressWarnings("ArrayRecordComponent")
    record Sealing(byte[] secret, SecureRandom random) {}

    KeyRing ring(Secrets secrets, byte[] secret) throws StoreException {
        byte[] shared = shared(secrets.privateKey, ephemeral);
        ByteSource in = new ByteSource(
                bundleKey(lock, shared, ephemeral, secret).open(keysPlace(lock.id, epoch), keys));
        Map<KeyDomain, byte[]> raw = new EnumMap<>(KeyDomain.class);
        for (int n = in.count(1 + KEY); n > 0; n--) {
            raw.put(KeyDomain.of(in.u8()), in.raw(KEY));
        }
        KeyRing ring = new KeyRing(lock.store, epoch, raw);
        raw.values().forEach(k -> Arrays.fill(k, (byte) 0));
        return ring;
    }

    private static byte[] shared(byte[] privateKey, byte[] publicKey) {
        try {
            return X25519.computeSharedSecret(privateKey, publicKey);
        } catch (GeneralSecurityException e) {
            // A public key of low order; nothing sealed to it opens.
            return new byte[KEY];
        }
    }

    private static DataKey bundleKey(Lock lock, byte[] shared, byte[] ephemeral, byte[] secret) {
        byte[] all = new ByteSink().raw(shared).raw(ephemeral).raw(lock.publicKey).raw(secret).toBytes();
        byte[] key = Derived.key(all, "slot keys");
        DataKey out = new DataKey(lock.id, 1, key);
        wipe(shared, all, key);
        return out;
    }

    private static Place keysPlace(RowId id, int epoch) {
        return new Place("account", "keys", id, RowId.NONE, epoch, FORMAT);
    }

    private static Place profilePlace(RowId id) {
        return new Place("account", "profile", id, RowId.NONE, 0, FORMAT);
    }

    private static byte[] profile(Account a) {
        return new ByteSink()
                .text(a.name())
                .text(a.printedName())
                .i32(Role.bits(a.roles()))
                .u8(a.secondFactor() ? 1 : 0)
                .toBytes();
    }

    /// Name and roles.
    Account account(DataKey log) throws StoreException {
        ByteSource in = new ByteSource(log.open(profilePlace(lock.id), profile));
        String name = in.text();
        String printed = in.text();
        Set<Role> roles = Role.of(in.i32());
        if (roles.isEmpty()) {
            throw new StoreException(Kind.UNKNOWN_FORMAT, "An account was made by a newer version of the program.");
        }
        return new Account(lock.id.hex(), name, printed, roles, lock.kind, in.u8() == 1);
    }

    byte[] toBytes() {
        return new ByteSink()
                .bytes(lock.parameters())
                .bytes(lock.sealed)
                .i32(epoch)
                .bytes(ephemeral)
                .bytes(keys)
                .bytes(profile)
                .toBytes();
    }

    static AccountSlot of(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        ByteSource p = new ByteSource(in.bytes());
        if (p.u8() != FORMAT) {
            throw new StoreException(Kind.UNKNOWN_FORMAT, "An account was made by another version of the program.");
        }
        RowId store = p.id();
        RowId id = p.id();
        try {
            Account.Kind kind = Account.Kind.of(p.u8());
            KdfCost cost = KdfCost.read(p);
            Lock lock = new Lock(store, id, kind, cost, p.bytes(), p.bytes(), p.bytes(), in.bytes());
            return new AccountSlot(lock, in.i32(), in.bytes(), in.bytes(), in.bytes());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Kind.WEAK_KEY_DERIVATION, "A slot's key derivation is weaker than allowed; restore a backup.");
        }
    }

    static void wipe(byte[]... all) {
        for (byte[] b : all) {
            Arrays.fill(b, (byte) 0);
        }
    }
}
