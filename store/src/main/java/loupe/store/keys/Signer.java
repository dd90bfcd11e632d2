package loupe.store.keys;

import java.util.Arrays;

/// Signs for the account that came in. Safe for any thread until it is cleared.
public final class Signer {
    private final byte[] seed;

    Signer(byte[] seed) {
        this.seed = seed.clone();
    }

    /// Signs a message.
    public AccountSignature sign(byte[] message) {
        return AccountSignature.of(seed, message);
    }

    byte[] seed() {
        return seed.clone();
    }

    /// Overwrites the key.
    public void clear() {
        Arrays.fill(seed, (byte) 0);
    }
}
