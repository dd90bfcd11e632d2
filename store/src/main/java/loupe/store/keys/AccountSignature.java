package loupe.store.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/// A signature by an account's own key (Ed25519), which only that account's slot holds.
///
/// @param publicKey the account's key, 64 hexadecimal digits
/// @param signature 128 hexadecimal digits
public record AccountSignature(String publicKey, String signature) {
    static AccountSignature of(byte[] seed, byte[] message) {
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed);
            byte[] signature = new Ed25519Sign(pair.getPrivateKey()).sign(message);
            HexFormat hex = HexFormat.of();
            return new AccountSignature(hex.formatHex(pair.getPublicKey()), hex.formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a seed has 32 bytes", e);
        }
    }

    /// Whether it is of a message.
    public boolean fits(byte[] message) {
        try {
            HexFormat hex = HexFormat.of();
            new Ed25519Verify(hex.parseHex(publicKey)).verify(hex.parseHex(signature), message);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
