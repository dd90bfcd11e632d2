package loupe.review.detecting;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import loupe.review.ReviewException;

/// Takes single files out of a packed archive (gzip, POSIX ustar) into memory; names in it never become paths.
final class PackedFiles {
    private static final int BLOCK = 512;
    private static final long LARGEST = 128L << 20;
    private static final long LARGEST_WHOLE = 1L << 30;

    private PackedFiles() {}

    /// The files of some names; those that are not there are left out.
    ///
    /// @throws IOException if the archive is damaged or absurdly large
    static Map<String, byte[]> read(Path archive, Set<String> wanted) throws IOException {
        Map<String, byte[]> out = new HashMap<>();
        long seen = 0;
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                long size = octal(header, 124, 12);
                seen += size + BLOCK;
                if (size > LARGEST || seen > LARGEST_WHOLE) {
                    throw new ReviewException("the package is larger than it can be; nothing was added");
                }
                boolean file = header[156] == '0' || header[156] == 0;
                String name = text(header, 0, 100);
                if (file && wanted.contains(name) && !out.containsKey(name)) {
                    out.put(name, in.readNBytes((int) size));
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
        }
        return out;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        try {
            return Long.parseLong(text(header, from, length).trim(), 8);
        } catch (NumberFormatException e) {
            throw new ReviewException("the package is damaged; nothing was added", e);
        }
    }
}
