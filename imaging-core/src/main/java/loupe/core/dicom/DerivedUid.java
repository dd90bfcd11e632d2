package loupe.core.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// UIDs made of what they stand for (DICOM PS3.5 B.2): the same parts give the same UID, on any machine and any day.
public final class DerivedUid {
    private DerivedUid() {}

    /// A UID of text parts; where one ends and the next begins counts.
    public static String of(String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] raw = part.getBytes(StandardCharsets.UTF_8);
            sha.update((raw.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(raw);
        }
        return "2.25." + new BigInteger(1, Arrays.copyOf(sha.digest(), 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
