package loupe.deid.pixel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Remembers what was found in frames, by the SHA-256 of what they show.
final class Seen {
    private final Map<String, List<TextBox>> byDigest = new HashMap<>();

    List<TextBox> boxes(GrayImage image, Function<GrayImage, List<TextBox>> look) {
        return byDigest.computeIfAbsent(digest(image), d -> List.copyOf(look.apply(image)));
    }

    private static String digest(GrayImage image) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] row = new byte[image.columns()];
            for (int i = 0; i < image.rows(); i++) {
                image.copyRow(i, row, 0);
                sha.update(row);
            }
            return image.columns() + " " + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
