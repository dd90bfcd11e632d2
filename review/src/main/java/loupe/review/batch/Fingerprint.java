package loupe.review.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import loupe.core.digest.Sha256;
import org.jspecify.annotations.Nullable;

/// What the files of an item look like from outside: names, sizes and times of change. Two that are equal were not written to between.
///
/// @param digest hexadecimal digest of names, sizes and times; empty where there is nothing
/// @param files how many files there are
/// @param arriving whether a name says that a file is still being copied
record Fingerprint(String digest, int files, boolean arriving) {
    private static final int DIGITS = 32;
    private static final List<String> UNFINISHED = List.of(".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download");

    /// Of what is not there, or has no file in it.
    static final Fingerprint NOTHING = new Fingerprint("", 0, false);

    /// Of a file, or of all files below a folder. Links are not followed; a folder that cannot be listed counts as a file.
    static Fingerprint of(Path path) {
        Visit visit = new Visit(path);
        try {
            Files.walkFileTree(path, visit);
        } catch (IOException e) {
            // It went away while it was looked at.
            return NOTHING;
        }
        if (visit.lines.isEmpty()) {
            return NOTHING;
        }
        byte[] all = String.join("\n", visit.lines).getBytes(StandardCharsets.UTF_8);
        return new Fingerprint(Sha256.hex(all).substring(0, DIGITS), visit.lines.size(), visit.arriving);
    }

    /// Whether somebody may go to work on it.
    boolean whole() {
        return files > 0 && !arriving;
    }

    private static final class Visit extends SimpleFileVisitor<Path> {
        private final Path root;
        private final TreeSet<String> lines = new TreeSet<>();
        private boolean arriving;

        Visit(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
            lines.add(root.relativize(file) + "\t" + a.size() + "\t" + a.lastModifiedTime().toMillis());
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            arriving |= UNFINISHED.stream().anyMatch(name::endsWith);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                lines.add(root.relativize(file) + "\tshut");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                lines.add(root.relativize(folder) + "\tshut");
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
