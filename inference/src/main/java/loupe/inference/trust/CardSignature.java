package loupe.inference.trust;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import loupe.inference.card.Model;

/// A detached Ed25519 signature (RFC 8032) over the bytes of a card; the card names the digest of its weights, so both
/// are covered. Made by, for example, `openssl pkeyutl -sign -rawin -inkey KEY -in card.json -out card.json.sig`.
public final class CardSignature {
    private static final int LENGTH = 64;
    private static final int LONGEST_KEY = 4096;

    private CardSignature() {}

    /// A public key as `openssl pkey -pubout` writes it (PEM, SubjectPublicKeyInfo).
    ///
    /// @throws TrustException if it is none of Ed25519
    public static PublicKey key(String pem) throws TrustException {
        String body = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        if (pem.length() > LONGEST_KEY || !pem.contains("BEGIN PUBLIC KEY")) {
            throw new TrustException("that is no public key; `openssl pkey -pubout` writes one");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(body);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            throw new TrustException("that is no Ed25519 public key; `openssl genpkey -algorithm ed25519` makes one");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /// Short name of a key: the first 16 hex digits of the SHA-256 of its encoding.
    public static String name(PublicKey key) {
        return Model.sha256(key.getEncoded()).substring(0, 16);
    }

    /// Whether a signature over a card is a key's.
    ///
    /// @throws TrustException if the signature file is no Ed25519 signature at all
    public static boolean fits(byte[] card, byte[] signature, PublicKey key) throws TrustException {
        if (signature.length != LENGTH) {
            throw new TrustException("the signature must be " + LENGTH + " bytes (raw Ed25519), it has " + signature.length);
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(card);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (InvalidKeyException e) {
            throw new TrustException("that key cannot check signatures");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
