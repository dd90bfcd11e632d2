package loupe.store.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;

/// One AES-256-GCM key that seals values to their place. Safe for any thread.
///
/// GCM does not commit to its key: the key's commitment, HKDF(key, "commit"), is checked when the key is unwrapped and
/// is part of what every value authenticates.
public final class DataKey {
    private final RowId id;
    private final int epoch;
    private final byte[] commitment;
    private final Aead aead;

    DataKey(RowId id, int epoch, byte[] raw) {
        this(id, epoch, raw, commitment(raw));
    }

    /// @param commitment the key's own, computed before
    DataKey(RowId id, int epoch, byte[] raw, byte[] commitment) {
        this.id = id;
        this.epoch = epoch;
        this.commitment = commitment;
        try {
            this.aead = new AesGcmJce(raw);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    static byte[] commitment(byte[] raw) {
        return Derived.key(raw, "commit");
    }

    /// Random name of the key.
    public RowId id() {
        return id;
    }

    /// A copy of the commitment, 32 bytes.
    public byte[] commitment() {
        return commitment.clone();
    }

    /// Seals a value: nonce, ciphertext, tag (28 bytes longer).
    public byte[] seal(Place place, byte[] plain) {
        try {
            return aead.encrypt(plain, place.authenticated(id, epoch, commitment));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// Opens a value.
    ///
    /// @throws StoreException TAMPERED unless it was sealed for this very place with this very key
    public byte[] open(Place place, byte[] sealed) throws StoreException {
        try {
            return aead.decrypt(sealed, place.authenticated(id, epoch, commitment));
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED,
                    "A stored value is not what was stored; run the verification and restore a backup.");
        }
    }
}
