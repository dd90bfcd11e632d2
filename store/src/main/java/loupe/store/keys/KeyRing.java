package loupe.store.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;

/// The keys of an unlocked store: epoch root → labels (wrap, index, log, sign) → one random data key a study.
///
/// Safe for any thread. After [#clear] every use fails; what the platform copied into its own cipher objects is left to
/// the garbage collector.
public final class KeyRing {
    private static final int WRAP_FORMAT = 1;

    private final RowId store;
    private final int epoch;
    private final DataKey wrap;
    private final DataKey log;
    private final byte[] index;
    private final byte[] signingSeed;
    private final Map<RowId, DataKey> unwrapped = new ConcurrentHashMap<>();

    KeyRing(RowId store, int epoch, byte[] root) {
        this.store = store;
        this.epoch = epoch;
        this.wrap = derived("wrap", root);
        this.log = derived("log", root);
        this.index = Derived.key(root, "index");
        this.signingSeed = Derived.key(root, "sign");
    }

    private DataKey derived(String label, byte[] root) {
        byte[] raw = Derived.key(root, label);
        DataKey key = new DataKey(store, epoch, raw);
        Arrays.fill(raw, (byte) 0);
        return key;
    }

    /// The store's random name.
    public RowId store() {
        return store;
    }

    /// The key log details are sealed with.
    public DataKey log() {
        return log;
    }

    /// The key pair checkpoints are signed with (Ed25519).
    public Ed25519Sign.KeyPair signing() {
        try {
            return Ed25519Sign.KeyPair.newKeyPairFromSeed(signingSeed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing seed has 32 bytes", e);
        }
    }

    /// A new random key, sealed for keys.db.
    public WrappedKey newKey(SecureRandom random) {
        return newKey(RowId.random(random), random);
    }

    /// A new random key with a given name, sealed for keys.db.
    public WrappedKey newKey(RowId id, SecureRandom random) {
        byte[] raw = new byte[32];
        random.nextBytes(raw);
        DataKey key = new DataKey(id, epoch, raw);
        byte[] body = new ByteSink().bytes(raw).bytes(key.commitment()).toBytes();
        WrappedKey wrapped = new WrappedKey(id, wrap.seal(place(id), body));
        Arrays.fill(raw, (byte) 0);
        Arrays.fill(body, (byte) 0);
        unwrapped.put(id, key);
        return wrapped;
    }

    private static Place place(RowId id) {
        return new Place("data_key", "wrapped", id, RowId.NONE, 0, WRAP_FORMAT);
    }

    /// Opens a wrapped key and checks its commitment.
    public DataKey unwrap(WrappedKey w) throws StoreException {
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
        byte[] raw = raw(w);
        DataKey key = new DataKey(w.id(), epoch, raw);
        Arrays.fill(raw, (byte) 0);
        return key;
    }

    /// The 32 bytes of a wrapped key, for keys that are used outside the store. The caller wipes them.
    public byte[] raw(WrappedKey w) throws StoreException {
        ByteSource in = new ByteSource(wrap.open(place(w.id()), w.wrapped()));
        byte[] raw = in.bytes();
        if (!MessageDigest.isEqual(in.bytes(), Derived.key(raw, "commit"))) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED, "A key does not match its commitment; restore a backup.");
        }
        return raw;
    }

    /// A key already unwrapped, if any.
    public java.util.Optional<DataKey> known(RowId id) {
        return java.util.Optional.ofNullable(unwrapped.get(id));
    }

    /// Keyed hash of an identifier (HMAC-SHA-256) under a label, 32 bytes.
    public byte[] blind(String label, String identifier) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(index, "HmacSHA256"));
            return mac.doFinal(
                    new ByteSink().text(label).raw(identifier.getBytes(StandardCharsets.UTF_8)).toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /// Overwrites and forgets what can be.
    public void clear() {
        Arrays.fill(index, (byte) 0);
        Arrays.fill(signingSeed, (byte) 0);
        unwrapped.clear();
    }
}
