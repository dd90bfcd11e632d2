package loupe.core.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import loupe.core.digest.Sha256;

/// UIDs made of what they stand for (DICOM PS3.5 B.2): the same parts give the same UID, on any machine and any day.
public final class DerivedUid {
    private DerivedUid() {}

    /// A UID of text parts; where one ends and the next begins counts.
    public static String of(String... parts) {
        MessageDigest sha = Sha256.begun();
        for (String part : parts) {
            byte[] raw = part.getBytes(StandardCharsets.UTF_8);
            sha.update((raw.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(raw);
        }
        return of(sha.digest());
    }

    /// A UID of a digest's first 16 bytes.
    public static String of(byte[] digest) {
        return "2.25." + new BigInteger(1, Arrays.copyOf(digest, 16));
    }
}
