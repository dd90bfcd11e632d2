package loupe.store.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import loupe.core.digest.Sha256;
import loupe.store.fault.StoreException;

/// An AES key that never leaves its PKCS#11 token; it wraps a slot's key by AES-GCM inside the token.
///
/// SunPKCS11 with SoftHSM 2.6.1 has no AES key wrap, hence GCM. One thread at a time.
public final class TokenKey {
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final Provider provider;
    private final Key key;

    private TokenKey(Provider provider, Key key) {
        this.provider = provider;
        this.key = key;
    }

    /// Opens a token.
    ///
    /// @param configuration SunPKCS11 configuration file (library, slot)
    /// @param pin the token's PIN; wiped by the caller
    /// @param label label of an AES-256 key on the token
    /// @throws StoreException WRONG_PASSPHRASE where the PIN or the key is not there
    public static TokenKey open(Path configuration, char[] pin, String label) throws StoreException {
        try {
            Provider base = Security.getProvider("SunPKCS11");
            if (base == null) {
                throw new StoreException(StoreException.Kind.IO, "This Java has no PKCS#11 support.");
            }
            Provider provider = base.configure(configuration.toString());
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            Key key = store.getKey(label, null);
            if (key == null) {
                throw AccountSlot.wrong();
            }
            return new TokenKey(provider, key);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            if (e instanceof StoreException s) {
                throw s;
            }
            throw new StoreException(
                    StoreException.Kind.WRONG_PASSPHRASE, "The token or its PIN is not right; check both.", e);
        }
    }

    /// Whether the key's bytes can be read out of the token.
    public boolean extractable() {
        return key.getEncoded() != null;
    }

    byte[] wrap(byte[] slotKey) throws StoreException {
        try {
            Cipher c = Cipher.getInstance("AES/GCM/NoPadding", provider);
            byte[] nonce = Arrays.copyOf(Sha256.of(slotKey), NONCE);
            // A nonce from the wrapped key: each slot key is random and wrapped once.
            c.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = c.doFinal(slotKey);
            byte[] out = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE, sealed.length);
            return out;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new StoreException(StoreException.Kind.IO, "The token could not seal a key; check it.", e);
        }
    }

    byte[] unwrap(byte[] wrapped) throws StoreException {
        try {
            Cipher c = Cipher.getInstance("AES/GCM/NoPadding", provider);
            c.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE));
            return c.doFinal(wrapped, NONCE, wrapped.length - NONCE);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw AccountSlot.wrong();
        }
    }
}
