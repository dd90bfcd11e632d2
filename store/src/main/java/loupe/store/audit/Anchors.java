package loupe.store.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;

/// Copies of checkpoints outside the database: all of them in `anchors/`, the newest beside this machine's secret.
public final class Anchors {
    /// What the anchor beside this machine's secret is called.
    public static final String MACHINE = "anchor of this machine";

    private static final String IN_FOLDER = "anchor ";

    private final Path folder;
    private final Path machine;

    /// @param folder the store's `anchors/`
    /// @param machineFolder where this machine's secret lies
    /// @param store the store's random name
    /// @param copy the folder's own random name; empty for a folder that was never restored
    public Anchors(Path folder, Path machineFolder, RowId store, String copy) {
        this.folder = folder;
        this.machine = machineFolder.resolve(store.hex() + (copy.isEmpty() ? "" : "-" + copy) + ".anchor");
    }

    void write(long size, byte[] note) throws StoreException {
        try {
            replace(folder.resolve(String.format("%016d.note", size)), note);
            replace(machine, note);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static void replace(Path file, byte[] note) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        StoreFolder.makePrivateFile(part);
        Files.write(part, note);
        try (FileChannel c = FileChannel.open(part, StandardOpenOption.WRITE)) {
            c.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Every anchor's note by its place; unfinished ones are deleted.
    public Map<String, byte[]> all() throws StoreException {
        Map<String, byte[]> out = new TreeMap<>();
        try {
            for (Path p : list()) {
                String name = p.getFileName().toString();
                if (name.endsWith(".part")) {
                    Files.delete(p);
                } else {
                    out.put(IN_FOLDER + name, Files.readAllBytes(p));
                }
            }
            machineAnchor().ifPresent(a -> out.put(MACHINE, a));
            return out;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Deletes an anchor of `anchors/`.
    ///
    /// @param place as [#all()] names it
    void drop(String place) throws StoreException {
        try {
            Files.deleteIfExists(folder.resolve(place.substring(IN_FOLDER.length())));
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Records of the log an anchor tells of; empty where this store did not sign it.
    public static Optional<Long> size(byte[] note, loupe.store.keys.KeyRing keys) {
        return Checkpoint.of(note, keys).map(Checkpoint::size);
    }

    /// The anchor beside this machine's secret.
    public Optional<byte[]> machineAnchor() throws StoreException {
        try {
            return Files.isRegularFile(machine) ? Optional.of(Files.readAllBytes(machine)) : Optional.empty();
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    boolean machineAnchorThere() {
        return Files.isRegularFile(machine);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> s = Files.list(folder)) {
            return new ArrayList<>(s.sorted().toList());
        }
    }
}
