package loupe.deid.pseudonym;

import java.util.random.RandomGenerator;

/// The secret all pseudonyms of a project come from. Whoever has it can test guesses, so it lives in the key database
/// only. Its text form says nothing.
public final class PseudonymKey {
    /// Bytes in a key.
    public static final int LENGTH_BYTES = 32;

    private final byte[] secret;

    private PseudonymKey(byte[] secret) {
        this.secret = secret;
    }

    /// A key from its bytes, which are copied.
    ///
    /// @throws IllegalArgumentException if there are not [#LENGTH_BYTES]
    public static PseudonymKey of(byte[] secret) {
        if (secret.length != LENGTH_BYTES) {
            throw new IllegalArgumentException(
                    "a pseudonym key must have " + LENGTH_BYTES + " bytes, had " + secret.length);
        }
        return new PseudonymKey(secret.clone());
    }

    /// A new key.
    ///
    /// @param random a cryptographically strong generator
    public static PseudonymKey fresh(RandomGenerator random) {
        byte[] secret = new byte[LENGTH_BYTES];
        random.nextBytes(secret);
        return new PseudonymKey(secret);
    }

    /// A copy of the bytes, for the key database.
    public byte[] toBytes() {
        return secret.clone();
    }

    @Override
    public String toString() {
        return "PseudonymKey";
    }
}
