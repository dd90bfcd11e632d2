package loupe.store.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import loupe.store.access.KeyDomain;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// The keys one account's slot holds: a key for each family of its roles, and the data keys those unwrap.
///
/// Safe for any thread. After [#clear] every use fails; what the platform copied into its own cipher objects is left to
/// the garbage collector.
public final class KeyRing {
    private static final int WRAP_FORMAT = 2;
    private static final int LENGTH = 32;

    private final RowId store;
    private final int epoch;
    private final Map<KeyDomain, byte[]> raw = new EnumMap<>(KeyDomain.class);
    private final Map<KeyDomain, DataKey> sealers = new EnumMap<>(KeyDomain.class);
    private final Map<RowId, DataKey> unwrapped = new ConcurrentHashMap<>();
    private volatile boolean cleared;

    /// @param raw 32 bytes a family; copied
    KeyRing(RowId store, int epoch, Map<KeyDomain, byte[]> raw) {
        this.store = store;
        this.epoch = epoch;
        raw.forEach((domain, key) -> {
            this.raw.put(domain, key.clone());
            // What is never replaced keeps the first epoch's name, so that old values open.
            sealers.put(domain, new DataKey(store, domain.wraps() ? epoch : 1, key));
        });
    }

    /// New random keys of all families but the identity link's, which is made when its role is first given.
    static KeyRing fresh(RowId store, SecureRandom random) {
        Map<KeyDomain, byte[]> all = new EnumMap<>(KeyDomain.class);
        for (KeyDomain d : EnumSet.complementOf(EnumSet.of(KeyDomain.IDENTITY))) {
            all.put(d, random(random));
        }
        return new KeyRing(store, 1, all);
    }

    private static byte[] random(SecureRandom random) {
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        return key;
    }

    /// The next epoch's ring: new keys for every family that wraps.
    public KeyRing next(SecureRandom random) {
        Map<KeyDomain, byte[]> all = new EnumMap<>(KeyDomain.class);
        raw.forEach((d, key) -> all.put(d, d.wraps() ? random(random) : key));
        return new KeyRing(store, epoch + 1, all);
    }

    /// A ring that has a family too, newly made where this one lacks it.
    public KeyRing with(KeyDomain domain, SecureRandom random) {
        Map<KeyDomain, byte[]> all = new EnumMap<>(raw);
        all.computeIfAbsent(domain, d -> random(random));
        return new KeyRing(store, epoch, all);
    }

    /// The store's random name.
    public RowId store() {
        return store;
    }

    /// Epoch of the wrapping keys, from 1.
    public int epoch() {
        return epoch;
    }

    /// Families this ring holds.
    public Set<KeyDomain> domains() {
        return Set.copyOf(raw.keySet());
    }

    /// Whether this ring holds a family.
    public boolean holds(KeyDomain domain) {
        return raw.containsKey(domain);
    }

    /// The bytes of a family's key, for another slot.
    byte[] raw(KeyDomain domain) throws StoreException {
        requireKeys();
        byte[] key = raw.get(domain);
        if (key == null) {
            throw lacking();
        }
        return key;
    }

    private void requireKeys() throws StoreException {
        if (cleared) {
            throw new StoreException(Kind.LOCKED, "The store is locked; unlock it with the passphrase.");
        }
    }

    private static StoreException lacking() {
        return new StoreException(Kind.NOT_ALLOWED, "Your account holds no key for this; ask someone whose role includes it.");
    }

    private DataKey sealer(KeyDomain domain) throws StoreException {
        requireKeys();
        DataKey key = sealers.get(domain);
        if (key == null) {
            throw lacking();
        }
        return key;
    }

    /// The key log details are sealed with; every slot has it.
    public DataKey log() {
        DataKey key = sealers.get(KeyDomain.LOG);
        if (cleared || key == null) {
            throw new IllegalStateException("the keys were cleared");
        }
        return key;
    }

    /// The key pair checkpoints are signed with (Ed25519).
    public Ed25519Sign.KeyPair signing() {
        try {
            return Ed25519Sign.KeyPair.newKeyPairFromSeed(raw(KeyDomain.SIGN));
        } catch (GeneralSecurityException | StoreException e) {
            throw new IllegalStateException("every slot holds a signing seed of 32 bytes", e);
        }
    }

    /// A new random key, sealed for keys.db.
    public WrappedKey newKey(RowId id, KeyDomain domain, SecureRandom random) throws StoreException {
        byte[] key = random(random);
        WrappedKey wrapped = wrap(id, domain, new Opened(key, DataKey.commitment(key), epoch));
        unwrapped.put(id, new DataKey(id, epoch, key));
        Arrays.fill(key, (byte) 0);
        return wrapped;
    }

    /// An existing key under the wrapping keys of this ring; the data key, its commitment and its birth epoch stay.
    public WrappedKey rewrapped(WrappedKey w, KeyRing from) throws StoreException {
        Opened o = from.opened(w);
        try {
            return wrap(w.id(), w.domain(), o);
        } finally {
            Arrays.fill(o.key, (byte) 0);
        }
    }

    /// Wraps a key made by the first format of the store.
    WrappedKey adopt(RowId id, KeyDomain domain, byte[] key) throws StoreException {
        return wrap(id, domain, new Opened(key, DataKey.commitment(key), 1));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Opened(byte[] key, byte[] commitment, int birth) {}

    private WrappedKey wrap(RowId id, KeyDomain domain, Opened o) throws StoreException {
        byte[] body = new ByteSink().bytes(o.key).bytes(o.commitment).i32(o.birth).toBytes();
        WrappedKey wrapped = new WrappedKey(id, domain, sealer(domain).seal(place(id, domain), body));
        Arrays.fill(body, (byte) 0);
        return wrapped;
    }

    private static Place place(RowId id, KeyDomain domain) {
        return new Place("data_key", domain.name(), id, RowId.NONE, 0, WRAP_FORMAT);
    }

    private Opened opened(WrappedKey w) throws StoreException {
        ByteSource in = new ByteSource(sealer(w.domain()).open(place(w.id(), w.domain()), w.wrapped()));
        byte[] key = in.bytes();
        byte[] commitment = DataKey.commitment(key);
        if (!MessageDigest.isEqual(in.bytes(), commitment)) {
            throw new StoreException(Kind.TAMPERED, "A key does not match its commitment; restore a backup.");
        }
        return new Opened(key, commitment, in.i32());
    }

    /// Opens a wrapped key and checks its commitment.
    public DataKey unwrap(WrappedKey w) throws StoreException {
        requireKeys();
        DataKey known = unwrapped.get(w.id());
        if (known != null) {
            return known;
        }
        DataKey key = unwrapAgain(w);
        unwrapped.put(w.id(), key);
        return key;
    }

    /// Opens a wrapped key even where it was opened before.
    public DataKey unwrapAgain(WrappedKey w) throws StoreException {
        Opened o = opened(w);
        DataKey key = new DataKey(w.id(), o.birth, o.key, o.commitment);
        Arrays.fill(o.key, (byte) 0);
        return key;
    }

    /// The 32 bytes of a wrapped key, for keys that are used outside the store. The caller wipes them.
    public byte[] raw(WrappedKey w) throws StoreException {
        return opened(w).key;
    }

    /// A key already unwrapped, if any.
    public Optional<DataKey> known(RowId id) {
        return cleared ? Optional.empty() : Optional.ofNullable(unwrapped.get(id));
    }

    /// Forgets an unwrapped key.
    public void forget(RowId id) {
        unwrapped.remove(id);
    }

    /// Keyed hash of an identifier (HMAC-SHA-256) under a label, 32 bytes.
    ///
    /// @throws StoreException NOT_ALLOWED where the slot lacks the key
    public byte[] blind(String label, String identifier) throws StoreException {
        return mac(raw(KeyDomain.INDEX), label, identifier);
    }

    static byte[] mac(byte[] key, String label, String identifier) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(
                    new ByteSink().text(label).raw(identifier.getBytes(StandardCharsets.UTF_8)).toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /// Overwrites and forgets what can be.
    public void clear() {
        cleared = true;
        raw.values().forEach(k -> Arrays.fill(k, (byte) 0));
        sealers.clear();
        unwrapped.clear();
    }
}
