package loupe.store.keys;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import loupe.store.access.KeyDomain;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The one slot of a store of the first format: a root key sealed under the passphrase's key, from which all keys followed.
///
/// Slot key = HKDF(Argon2id(passphrase) ‖ device secret), as it still is for a passphrase.
///
/// @param store the store's random name
/// @param epoch epoch of the root
/// @param cost what a try costs
/// @param salt 16 bytes
/// @param commitment commitment of the slot key
/// @param sealedRoot the root key, sealed
@SuppressWarnings("ArrayRecordComponent")
record FirstSlot(RowId store, int epoch, KdfCost cost, byte[] salt, byte[] commitment, byte[] sealedRoot) {
    private static final int FORMAT = 1;

    /// The root key.
    byte[] root(byte[] slotKey) throws StoreException {
        if (!MessageDigest.isEqual(commitment, Derived.key(slotKey, "slot commit"))) {
            throw AccountSlot.wrong();
        }
        return new DataKey(store, epoch, slotKey).open(place(), sealedRoot);
    }

    /// What the root's labels become: log, index and signature keys stay what they were.
    static Map<KeyDomain, byte[]> families(byte[] root) {
        Map<KeyDomain, byte[]> out = new EnumMap<>(KeyDomain.class);
        out.put(KeyDomain.LOG, Derived.key(root, "log"));
        out.put(KeyDomain.INDEX, Derived.key(root, "index"));
        out.put(KeyDomain.SIGN, Derived.key(root, "sign"));
        return out;
    }

    /// The key that wrapped every data key.
    DataKey wrapping(byte[] root) {
        return new DataKey(store, epoch, Derived.key(root, "wrap"));
    }

    /// Where a data key stood.
    static Place keyPlace(RowId id) {
        return new Place("data_key", "wrapped", id, RowId.NONE, 0, FORMAT);
    }

    private Place place() {
        String parameters = HexFormat.of().formatHex(parameters());
        return new Place("slot", parameters, store, RowId.NONE, 0, FORMAT);
    }

    private byte[] parameters() {
        ByteSink head = new ByteSink()
                .u8(FORMAT)
                .id(store)
                .i32(epoch);
        return cost.writeTo(head)
                .bytes(salt)
                .bytes(commitment)
                .toBytes();
    }

    static FirstSlot of(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        ByteSource p = new ByteSource(in.bytes());
        if (p.u8() != FORMAT) {
            throw new StoreException(Kind.UNKNOWN_FORMAT, "The store was made by another version of the program.");
        }
        RowId store = p.id();
        int epoch = p.i32();
        try {
            KdfCost cost = KdfCost.read(p);
            return new FirstSlot(store, epoch, cost, p.bytes(), p.bytes(), in.bytes());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    Kind.WEAK_KEY_DERIVATION, "The store's key derivation is weaker than allowed; restore a backup.");
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
