package loupe.review.exporting;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// UIDs of exported objects, derived from random record ids and pseudonyms, so a second export has the same ones
/// (DICOM PS3.5 B.2: `2.25.` and 128 bits).
final class Uids {
    private Uids() {}

    static String derived(String from, String purpose) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("loupe\0" + purpose + "\0" + from).getBytes(StandardCharsets.UTF_8));
            return "2.25." + new BigInteger(1, Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
