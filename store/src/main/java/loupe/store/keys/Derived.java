package loupe.store.keys;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// HKDF-SHA-256 (RFC 5869) with a label.
final class Derived {
    private Derived() {}

    static byte[] key(byte[] from, String label) {
        try {
            return Hkdf.computeHkdf(
                    "HMACSHA256", from, new byte[0], ("loupe store 1 " + label).getBytes(StandardCharsets.UTF_8), 32);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
