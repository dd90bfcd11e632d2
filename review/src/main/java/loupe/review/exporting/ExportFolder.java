package loupe.review.exporting;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.work.TemporaryFolder;
import loupe.review.ReviewException;

/// A folder that gets the files of one export all together or not at all.
///
/// What is written is listed with sizes and digests in `export.json`, which comes last and goes first: a folder without it
/// holds no whole export. An export into the folder of an earlier one takes that one's files away, as far as nobody changed
/// them since; files that Loupe did not write are never touched.
public final class ExportFolder implements AutoCloseable {
    private static final String DRAFT = ".loupe-export-";
    private static final String LOCK = ".loupe-export.lock";
    private static final String EARLIER = "earlier";
    private static final String BUSY = "another export is writing to this folder; wait, or name another";

    private final Path out;
    private final FileChannel channel;
    private final FileLock lock;
    private final TemporaryFolder draft;
    /// Whether the folder was not there before; it goes again where nothing comes to lie in it.
    private final boolean made;

    private ExportFolder(Path out, FileChannel channel, FileLock lock, TemporaryFolder draft, boolean made) {
        this.out = out;
        this.channel = channel;
        this.lock = lock;
        this.draft = draft;
        this.made = made;
    }

    /// Begins an export; what a killed one left is cleared away.
    ///
    /// @param out made if absent
    /// @throws ReviewException if it is no folder, or another export is writing there
    /// @throws IOException if nothing can be written there
    public static ExportFolder begin(Path out) throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ReviewException("the place to export to is a file; name a folder");
        }
        boolean made = !Files.exists(out);
        Files.createDirectories(out);
        FileChannel channel = FileChannel.open(out.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lock(channel);
            recover(out);
            return new ExportFolder(out, channel, lock, TemporaryFolder.in(out, DRAFT), made);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock())
                    .orElseThrow(() -> new ReviewException(BUSY));
        } catch (OverlappingFileLockException e) {
            throw new ReviewException(BUSY, e);
        }
    }

    /// Whether files lie in the folder besides those of this export.
    ///
    /// @throws IOException if it cannot be read
    public boolean holdsFiles() throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(p -> String.valueOf(p.getFileName())).anyMatch(n -> !n.startsWith(DRAFT) && !n.equals(LOCK));
        }
    }

    /// Where the files are written before they count.
    public Path draft() {
        return draft.path();
    }

    /// Moves all files to their place.
    ///
    /// @param names files in the draft
    /// @throws ReviewException if the folder has a file of such a name that Loupe did not write; nothing was changed then
    /// @throws IOException if a file cannot be moved; the folder is as it was then
    public void publish(List<String> names) throws IOException {
        Contents contents = Contents.of(draft.path(), names);
        List<String> earlier = earlier(out);
        List<String> all = new ArrayList<>(names);
        all.add(Contents.NAME);
        List<String> foreign = all.stream()
                .filter(n -> Files.exists(out.resolve(n), LinkOption.NOFOLLOW_LINKS) && !earlier.contains(n))
                .toList();
        if (!foreign.isEmpty()) {
            throw new ReviewException("the folder has " + foreign.getFirst()
                    + ", which Loupe did not write or somebody changed; export to another folder");
        }
        contents.write(draft.path());
        Path aside = Files.createDirectory(draft.path().resolve(EARLIER));
        List<String> taken = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        try {
            for (String n : earlier.reversed()) {
                move(out.resolve(n), aside.resolve(n));
                taken.add(n);
            }
            for (String n : all) {
                move(draft.path().resolve(n), out.resolve(n));
                placed.add(n);
            }
        } catch (IOException | RuntimeException e) {
            undo(placed, taken, aside, e);
            throw e;
        }
    }

    private void undo(List<String> placed, List<String> taken, Path aside, Exception why) {
        try {
            for (String n : placed) {
                move(out.resolve(n), draft.path().resolve(n));
            }
            for (String n : taken.reversed()) {
                move(aside.resolve(n), out.resolve(n));
            }
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /// Files of the export that lies there, its list last; empty where there is none.
    private static List<String> earlier(Path out) throws IOException {
        Optional<Contents> contents = Contents.read(out);
        if (contents.isEmpty()) {
            return List.of();
        }
        List<String> own = new ArrayList<>(contents.get().unchanged(out));
        own.add(Contents.NAME);
        return own;
    }

    /// Puts a folder back as it was before an export that was killed while it moved its files.
    private static void recover(Path out) throws IOException {
        List<Path> drafts;
        try (Stream<Path> all = Files.list(out)) {
            drafts = all.filter(p -> p.getFileName().toString().startsWith(DRAFT) && Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path left : drafts) {
            Path aside = left.resolve(EARLIER);
            Optional<Contents> contents = Contents.read(left);
            if (contents.isPresent() && Files.isDirectory(aside)) {
                for (String n : contents.get().unchanged(out)) {
                    // What still lies in the draft was not placed: the file of that name is the earlier export's own.
                    if (!Files.exists(left.resolve(n))) {
                        Files.delete(out.resolve(n));
                    }
                }
                giveBack(aside, out);
            }
            TemporaryFolder.delete(left);
        }
    }

    private static void giveBack(Path aside, Path out) throws IOException {
        try (Stream<Path> all = Files.list(aside)) {
            for (Path p : all.sorted().toList()) {
                Path to = out.resolve(p.getFileName());
                if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                    move(p, to);
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            draft.close();
            Files.deleteIfExists(out.resolve(LOCK));
            lock.release();
            if (made) {
                leave();
            }
        }
    }

    /// Takes the folder away again where nothing lies in it.
    private void leave() throws IOException {
        try {
            Files.delete(out);
        } catch (DirectoryNotEmptyException e) {
            // It holds an export, or another has begun one.
        }
    }
}
