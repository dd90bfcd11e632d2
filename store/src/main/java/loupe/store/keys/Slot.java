package loupe.store.keys;

import java.security.MessageDigest;
import java.util.Arrays;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// One way into the store: what a passphrase is stretched with, and the epoch's root key sealed under the result.
///
/// Slot key = HKDF(Argon2id(passphrase) ‖ device secret). The parameters are authenticated with the root.
///
/// @param store the store's random name
/// @param epoch epoch of the root
/// @param cost what a try costs
/// @param salt 16 bytes
/// @param commitment commitment of the slot key
/// @param sealedRoot the root key, sealed
@SuppressWarnings("ArrayRecordComponent")
record Slot(RowId store, int epoch, KdfCost cost, byte[] salt, byte[] commitment, byte[] sealedRoot) {
    private static final int FORMAT = 1;

    static Slot seal(Slot open, byte[] slotKey, byte[] root) {
        byte[] commitment = Derived.key(slotKey, "slot commit");
        Slot s = new Slot(open.store, open.epoch, open.cost, open.salt, commitment, new byte[0]);
        byte[] sealed = new DataKey(open.store, open.epoch, slotKey).seal(s.place(), root);
        return new Slot(s.store, s.epoch, s.cost, s.salt, commitment, sealed);
    }

    byte[] root(byte[] slotKey) throws StoreException {
        if (!MessageDigest.isEqual(commitment, Derived.key(slotKey, "slot commit"))) {
            throw wrong();
        }
        return new DataKey(store, epoch, slotKey).open(place(), sealedRoot);
    }

    static StoreException wrong() {
        return new StoreException(Kind.WRONG_PASSPHRASE, "The passphrase is not right; try again.");
    }

    /// The parameters are bound through their own encoding as the place's column.
    private Place place() {
        String parameters = java.util.HexFormat.of().formatHex(parameters());
        return new Place("slot", parameters, store, RowId.NONE, 0, FORMAT);
    }

    private byte[] parameters() {
        return new ByteSink()
                .u8(FORMAT)
                .id(store)
                .i32(epoch)
                .i32(cost.memoryKib())
                .i32(cost.passes())
                .i32(cost.lanes())
                .u8(cost.profile() == KdfCost.Profile.TEST ? 1 : 0)
                .bytes(salt)
                .bytes(commitment)
                .toBytes();
    }

    byte[] toBytes() {
        return new ByteSink().bytes(parameters()).bytes(sealedRoot).toBytes();
    }

    static Slot of(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        ByteSource p = new ByteSource(in.bytes());
        if (p.u8() != FORMAT) {
            throw new StoreException(Kind.UNKNOWN_FORMAT, "The store was made by another version of the program.");
        }
        RowId store = p.id();
        int epoch = p.i32();
        try {
            KdfCost cost = new KdfCost(
                    p.i32(), p.i32(), p.i32(), p.u8() == 1 ? KdfCost.Profile.TEST : KdfCost.Profile.PRODUCTION);
            return new Slot(store, epoch, cost, p.bytes(), p.bytes(), in.bytes());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Kind.WEAK_KEY_DERIVATION, "The store's key derivation is weaker than allowed; restore a backup.");
        }
    }

    /// Refuses a slot cheaper than the settings' profile allows.
    void requireProfile(KdfCost.Profile floor) throws StoreException {
        if (floor == KdfCost.Profile.PRODUCTION && cost.profile() != KdfCost.Profile.PRODUCTION) {
            throw new StoreException(Kind.WEAK_KEY_DERIVATION, "This is a test store; it does not open here.");
        }
    }

    static byte[] slotKey(KdfCost cost, byte[] salt, char[] passphrase, byte[] deviceSecret) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build();
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(parameters);
        byte[] both = new byte[32 + deviceSecret.length];
        argon2.generateBytes(passphrase, both, 0, 32);
        System.arraycopy(deviceSecret, 0, both, 32, deviceSecret.length);
        byte[] key = Derived.key(both, "slot");
        Arrays.fill(both, (byte) 0);
        return key;
    }
}
