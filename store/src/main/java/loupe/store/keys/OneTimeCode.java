package loupe.store.keys;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes (RFC 6238: SHA-1, 30 s, six digits, which every authenticator knows).
final class OneTimeCode {
    private static final int STEP_SECONDS = 30;

    private OneTimeCode() {}

    /// The time step a code belongs to: the present one or a neighbour, later than the last one used.
    static OptionalLong step(byte[] seed, String code, Instant now, long lastUsed) {
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        for (long step = present - 1; step <= present + 1; step++) {
            if (step > lastUsed && same(at(seed, step), code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private static boolean same(String a, String b) {
        return java.security.MessageDigest.isEqual(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8), b.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String at(byte[] seed, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(seed, "HmacSHA1"), Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a seed is never empty", e);
        }
    }
}
