package loupe.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.work.JobContext;

/// Finds files in folders, ZIP archives and gzip files, one after the other, without unpacking anything to disk.
///
/// Entries of an archive are never used as paths, so an archive cannot reach outside of itself; what it grows to is
/// bounded. Symbolic links are not followed. Starts no threads.
public final class FileSource {
    /// What a head has at most.
    public static final int HEAD_BYTES = 1 << 16;

    /// What a walk refuses to go beyond.
    ///
    /// @param entries files in one archive
    /// @param entryBytes bytes one file in an archive may grow to: it is held in memory, for nothing identified is unpacked to disk
    /// @param ratio times its packed size an archive as a whole may grow to
    /// @param depth archives within archives
    public record Bounds(int entries, long entryBytes, long ratio, int depth) {
        /// Wide enough for what hospitals send on a disc.
        public static final Bounds USUAL = new Bounds(1_000_000, 256L << 20, 200, 2);
    }

    /// One file, plain or in an archive. Valid until the visitor returns. Says nothing of its name when printed.
    public interface Found {
        /// The file on disk: the file itself or the archive it is in.
        Path file();

        /// Whether it lies in an archive.
        boolean archived();

        /// Its bytes; plain files above 64 MiB are mapped.
        ///
        /// @throws IOException if it cannot be read
        /// @throws DicomException if it grows beyond the bounds or its archive is damaged
        MemorySegment bytes() throws IOException;

        /// Its first bytes, 64 KiB at most, by which its kind is told.
        ///
        /// @throws IOException if it cannot be read
        default MemorySegment head() throws IOException {
            MemorySegment all = bytes();
            return all.asSlice(0, Math.min(all.byteSize(), HEAD_BYTES));
        }
    }

    /// Is told of each file.
    public interface Visitor {
        /// A file to look at.
        ///
        /// @throws DicomException if the file (or the rest of its archive) is to be refused with that message
        /// @throws IOException if the walk should end with it
        void found(Found file) throws IOException;

        /// A file or archive that could not be gone through to its end.
        ///
        /// @param why a sentence without any name from the archive
        void refused(Path file, String why);
    }

    private final Bounds bounds;

    /// A source with bounds.
    public FileSource(Bounds bounds) {
        this.bounds = bounds;
    }

    /// A source with the usual bounds.
    public static FileSource usual() {
        return new FileSource(Bounds.USUAL);
    }

    /// Goes through a file or a folder with all below it, in order of name.
    ///
    /// What cannot be read, a folder that cannot be listed, a link and a device are refused and the walk goes on.
    ///
    /// @throws IOException if the visitor throws it
    /// @throws loupe.core.work.CancelledException if cancelled
    public void walk(Path root, JobContext context, Visitor visitor) throws IOException {
        context.checkCancelled();
        BasicFileAttributes kind;
        try {
            kind = Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            visitor.refused(root, "it cannot be read, or went away since it was listed");
            return;
        }
        if (kind.isDirectory()) {
            List<Path> inside;
            try (Stream<Path> all = Files.list(root)) {
                inside = all.sorted().toList();
            } catch (IOException | UncheckedIOException e) {
                visitor.refused(root, "the folder cannot be listed; check that you may read it");
                return;
            }
            for (Path p : inside) {
                walk(p, context, visitor);
            }
        } else if (kind.isRegularFile()) {
            file(root, context, visitor);
        } else if (kind.isSymbolicLink()) {
            visitor.refused(root, "a link is not followed; give what it points to");
        } else {
            visitor.refused(root, "it is not a plain file");
        }
    }

    private void file(Path file, JobContext context, Visitor visitor) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            visitor.refused(file, "the file cannot be read");
            return;
        }
        Archive.Kind kind = Archive.kind(head);
        try {
            if (kind == Archive.Kind.NONE) {
                visitor.found(new Plain(file, MemorySegment.ofArray(head).asReadOnly()));
            } else {
                try (InputStream in = Files.newInputStream(file)) {
                    new Archive(file, bounds, Files.size(file), context, visitor).open(in, kind, 1);
                }
            }
        } catch (DicomException e) {
            visitor.refused(file, String.valueOf(e.getMessage()));
        }
    }

    /// @param head the file's first bytes; the whole file where they are fewer than a head has
    private record Plain(Path file, MemorySegment head) implements Found {
        @Override
        public boolean archived() {
            return false;
        }

        @Override
        public MemorySegment bytes() throws IOException {
            return head.byteSize() < HEAD_BYTES ? head : DicomReader.bytes(file);
        }

        @Override
        public String toString() {
            return "Plain";
        }
    }
}
