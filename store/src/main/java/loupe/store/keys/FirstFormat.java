package loupe.store.keys;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.store.access.KeyDomain;
import loupe.store.db.ByteSource;
import loupe.store.db.Database;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.WrongTry;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// The keys of a store of the first format, to be taken over by the second.
public final class FirstFormat {
    private final KeyRing ring;
    private final Map<RowId, byte[]> dataKeys;

    private FirstFormat(KeyRing ring, Map<RowId, byte[]> dataKeys) {
        this.ring = ring;
        this.dataKeys = dataKeys;
    }

    /// Opens the one slot.
    ///
    /// @throws StoreException WRONG_PASSPHRASE, noted
    public static FirstFormat open(KeysDb keys, Unlocking.Settings settings, char[] passphrase) throws StoreException {
        List<byte[]> slots = keys.database().query(r -> Database.blob(r, 1), "SELECT slot FROM slot ORDER BY id");
        if (slots.isEmpty()) {
            throw new StoreException(Kind.NOT_A_STORE, "The store has no key slot; restore its key database.");
        }
        FirstSlot slot = FirstSlot.of(slots.getFirst());
        if (settings.cost().profile() == KdfCost.Profile.PRODUCTION && slot.cost().profile() != KdfCost.Profile.PRODUCTION) {
            throw new StoreException(Kind.WEAK_KEY_DERIVATION, "This is a test store; it does not open here.");
        }
        byte[] secret = new DeviceSecret(settings.deviceSecretFolder(), slot.store(), "", settings.keyring()).lasting();
        byte[] slotKey = FirstSlot.slotKey(slot.cost(), slot.salt(), passphrase, secret);
        byte[] root;
        try {
            root = slot.root(slotKey);
        } catch (StoreException e) {
            keys.wrongTry(new WrongTry(settings.clock().millis(), new byte[0], WrongTry.Kind.WRONG));
            throw e;
        }
        KeyRing ring = Unlocking.adopted(slot.store(), FirstSlot.families(root), settings.random());
        FirstFormat first = new FirstFormat(ring, dataKeys(keys, slot.wrapping(root)));
        AccountSlot.wipe(root, slotKey, secret);
        return first;
    }

    private static Map<RowId, byte[]> dataKeys(KeysDb keys, DataKey wrapping) throws StoreException {
        Map<RowId, byte[]> out = new LinkedHashMap<>();
        keys.database()
                .each(
                        r -> {
                            RowId id = RowId.of(Database.blob(r, 1));
                            ByteSource in = new ByteSource(wrapping.open(FirstSlot.keyPlace(id), Database.blob(r, 2)));
                            byte[] raw = in.bytes();
                            if (!Arrays.equals(in.bytes(), DataKey.commitment(raw))) {
                                throw new StoreException(Kind.TAMPERED, "A key does not match its commitment.");
                            }
                            return out.put(id, raw);
                        },
                        "SELECT id, wrapped FROM data_key");
        return out;
    }

    /// Keys of the second format; log, index and signature keys are the old ones.
    public KeyRing ring() {
        return ring;
    }

    /// Names of the data keys.
    public Iterable<RowId> names() {
        return dataKeys.keySet();
    }

    /// A data key as it was.
    public DataKey key(RowId name) throws StoreException {
        return new DataKey(name, 1, raw(name));
    }

    private byte[] raw(RowId name) throws StoreException {
        byte[] raw = dataKeys.get(name);
        if (raw == null) {
            throw new StoreException(Kind.TAMPERED, "A key is missing; restore the key database.");
        }
        return raw;
    }

    /// A data key wrapped for the second format.
    public WrappedKey wrapped(RowId name, KeyDomain domain) throws StoreException {
        return ring.adopt(name, domain, raw(name));
    }

    /// Overwrites the data keys.
    public void clear() {
        dataKeys.values().forEach(k -> Arrays.fill(k, (byte) 0));
    }
}
