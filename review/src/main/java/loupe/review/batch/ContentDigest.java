package loupe.review.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.digest.Sha256;
import loupe.core.work.JobContext;

/// What is in the files of an item, whatever they are called: two items of one digest are the same.
final class ContentDigest {
    private ContentDigest() {}

    /// The digest of a file, or of all files below a folder together.
    ///
    /// @return 64 hexadecimal digits; empty where something cannot be read or is no plain file, so that it is like nothing else
    /// @throws loupe.core.work.CancelledException if cancelled
    static String of(Path path, JobContext job) {
        List<String> digests = new ArrayList<>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)) {
                    digests.add(file(p, job));
                } else if (!Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)) {
                    return "";
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
        digests.sort(null);
        return digests.isEmpty() ? "" : Sha256.hex(String.join("\n", digests).getBytes(StandardCharsets.US_ASCII));
    }

    private static String file(Path file, JobContext job) throws IOException {
        MessageDigest sha = Sha256.begun();
        byte[] chunk = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                job.checkCancelled();
                sha.update(chunk, 0, n);
            }
        }
        return Sha256.hex(sha);
    }
}
