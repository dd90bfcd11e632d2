package loupe.store.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// The folder of a store, taken for this process: permissions, layout and the lock.
public final class StoreFolder implements AutoCloseable {
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "davfs", "fuse.sshfs",
                    "fuse.davfs2", "fuse.glusterfs", "glusterfs", "lustre", "webdav", "fuse.rclone", "fuse.s3fs");

    /// File that names a restored copy.
    public static final String COPY = "copy";

    static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private StoreFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /// Takes a new or empty folder, or one in which making a store was cut short: what is there of that goes. It counts as
    /// a store from [Unfinished#finish] on.
    public static StoreFolder create(Path folder) throws StoreException {
        try {
            Unfinished.requireEmpty(folder);
            makePrivate(folder);
            StoreFolder taken = take(folder);
            try {
                Unfinished.begin(folder);
                makePrivate(taken.objects());
                makePrivate(taken.anchors());
                for (Path db : new Path[] {taken.records(), taken.keys()}) {
                    makePrivateFile(db);
                }
                flushEntries(folder);
            } catch (IOException e) {
                taken.close();
                throw e;
            }
            return taken;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /// Whether a folder holds a store; one whose making or restoring was cut short does not count.
    public static boolean isStore(Path folder) {
        return Files.isRegularFile(folder.resolve("records.db"))
                && Files.isRegularFile(folder.resolve("keys.db"))
                && !Unfinished.is(folder);
    }

    /// Takes the folder of a store.
    public static StoreFolder open(Path folder) throws StoreException {
        if (Unfinished.is(folder)) {
            throw new StoreException(
                    Kind.NOT_A_STORE,
                    "Making or restoring this store was cut short and nothing was kept in it; make or restore it again.");
        }
        return openUnfinished(folder);
    }

    /// Takes the folder of a store that may be on its way.
    public static StoreFolder openUnfinished(Path folder) throws StoreException {
        if (!Files.isRegularFile(folder.resolve("records.db")) || !Files.isRegularFile(folder.resolve("keys.db"))) {
            throw new StoreException(Kind.NOT_A_STORE, "There is no store in this folder; create one or choose another.");
        }
        try {
            refuseNetwork(folder);
            StoreFolder taken = take(folder);
            makePrivate(taken.objects());
            makePrivate(taken.anchors());
            return taken;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private static StoreFolder take(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            makePrivateFile(file);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StoreException(
                    Kind.LOCKED_BY_OTHER, "The store is open in another program or window; close that one first.");
        }
        return new StoreFolder(folder, channel, lock);
    }

    /// Makes a folder only its owner may enter, or narrows it.
    public static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        refuseNetwork(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Makes an empty file only its owner may read.
    public static void makePrivateFile(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(Path p) {
        return p.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void refuseNetwork(Path folder) throws IOException {
        if (isNetwork(Files.getFileStore(folder).type())) {
            throw new StoreException(
                    Kind.NETWORK_FOLDER, "The folder lies on a network share; choose one on a disk of this machine.");
        }
    }

    static boolean isNetwork(String fileSystemType) {
        return NETWORK.contains(fileSystemType.toLowerCase(Locale.ROOT));
    }

    /// The store's kind of an I/O fault; its message never names a path.
    public static StoreException fault(IOException e) {
        if (e instanceof StoreException s) {
            return s;
        }
        String said = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException || said.contains("Read-only file system")) {
            return new StoreException(Kind.READ_ONLY, "The store cannot be written; check the folder's permissions.", e);
        }
        if (said.contains("No space left") || said.contains("not enough space")) {
            return new StoreException(Kind.DISK_FULL, "The disk is full; free some space. Nothing saved was lost.", e);
        }
        return new StoreException(Kind.IO, "A file of the store could not be read or written; try again.", e);
    }

    /// Ciphertext and log.
    public Path records() {
        return folder.resolve("records.db");
    }

    /// Wrapped keys and blind indexes.
    public Path keys() {
        return folder.resolve("keys.db");
    }

    /// Encrypted objects.
    public Path objects() {
        return folder.resolve("objects");
    }

    /// Signed checkpoints.
    public Path anchors() {
        return folder.resolve("anchors");
    }

    /// The folder itself.
    public Path root() {
        return folder;
    }

    /// The random name a restored copy goes by; empty for a folder that was never restored.
    public String copyName() throws StoreException {
        try {
            Path file = folder.resolve(COPY);
            String name = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
            return name.matches("[0-9a-f]{32}") ? name : "";
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /// Flushes a folder's entries to disk where the system can.
    public static void flushEntries(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel c = FileChannel.open(folder, StandardOpenOption.READ)) {
                c.force(true);
            }
        }
    }

    /// Gives the folder back.
    @Override
    public void close() throws StoreException {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw fault(e);
        }
    }
}
