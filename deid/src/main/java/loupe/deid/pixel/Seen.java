package loupe.deid.pixel;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import loupe.core.digest.Sha256;

/// Remembers what was read in frames, by the SHA-256 of what they show; the oldest are forgotten. Thread-safe.
final class Seen {
    private static final int MOST = 4096;

    private final LinkedHashMap<String, List<TextPlace>> byDigest = new LinkedHashMap<>();

    List<TextPlace> places(GrayImage image, Function<GrayImage, List<TextPlace>> look) {
        String digest = digest(image);
        synchronized (byDigest) {
            List<TextPlace> known = byDigest.get(digest);
            if (known != null) {
                return known;
            }
        }
        List<TextPlace> found = List.copyOf(look.apply(image));
        synchronized (byDigest) {
            byDigest.put(digest, found);
            if (byDigest.size() > MOST) {
                byDigest.pollFirstEntry();
            }
        }
        return found;
    }

    private static String digest(GrayImage image) {
        MessageDigest sha = Sha256.begun();
        byte[] row = new byte[image.columns()];
        for (int i = 0; i < image.rows(); i++) {
            image.copyRow(i, row, 0);
            sha.update(row);
        }
        return image.columns() + " " + Sha256.hex(sha);
    }
}
