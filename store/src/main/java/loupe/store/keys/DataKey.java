package loupe.store.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;

/// One AES-256-GCM key that seals values to their place. Safe for any thread.
///
/// GCM does not commit to its key: the key's commitment, HKDF(key, "commit"), is checked when the key is unwrapped and
/// is part of what every value authenticates.
public final class DataKey {
    /// Bytes a sealed value is longer than the plain one: nonce and tag.
    public static final int SEAL = 28;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    /// The platform runs a cipher slowly until it was called some hundred times; small pieces get there sooner.
    private static final int PIECE = 1 << 14;

    private final RowId id;
    private final int epoch;
    private final byte[] commitment;
    private final Aead aead;
    private final SecretKey key;

    DataKey(RowId id, int epoch, byte[] raw) {
        this(id, epoch, raw, commitment(raw));
    }

    /// @param commitment the key's own, computed before
    DataKey(RowId id, int epoch, byte[] raw, byte[] commitment) {
        this.id = id;
        this.epoch = epoch;
        this.commitment = commitment;
        this.key = new SecretKeySpec(raw, "AES");
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

    /// Seals many large values, one after another, into arrays that are used again.
    public Bulk bulk() {
        try {
            return new Bulk(Cipher.getInstance("AES/GCM/NoPadding"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-256-GCM", e);
        }
    }

    /// The platform's cipher under this key; what it seals, [#open] opens. One thread at a time.
    public final class Bulk {
        private final Cipher cipher;

        private Bulk(Cipher cipher) {
            this.cipher = cipher;
        }

        /// Seals a value: nonce, ciphertext, tag.
        ///
        /// @param length bytes of `plain` that are the value
        /// @param out at least [#SEAL] bytes longer
        /// @return bytes of `out` that are the sealed value
        public int seal(Place place, byte[] plain, int length, byte[] out) {
            try {
                // Where Tink takes its own nonces from.
                byte[] nonce = Random.randBytes(NONCE);
                System.arraycopy(nonce, 0, out, 0, NONCE);
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(place.authenticated(id, epoch, commitment));
                int from = 0;
                int to = NONCE;
                for (; length - from > PIECE; from += PIECE) {
                    to += cipher.update(plain, from, PIECE, out, to);
                }
                return to + cipher.doFinal(plain, from, length - from, out, to);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("sealing failed", e);
            }
        }
    }
}
