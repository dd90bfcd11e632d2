package loupe.core.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4), which every Java platform has.
public final class Sha256 {
    private Sha256() {}

    /// A digest to feed; for one thread.
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The 32 bytes of parts one after the other.
    public static byte[] of(byte[]... parts) {
        MessageDigest sha = begun();
        for (byte[] p : parts) {
            sha.update(p);
        }
        return sha.digest();
    }

    /// 64 small hex digits of some bytes.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// 64 small hex digits of what was fed; begins anew.
    public static String hex(MessageDigest fed) {
        return HexFormat.of().formatHex(fed.digest());
    }
}
