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
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;

/// Copies of checkpoints outside the database: all of them in `anchors/`, the newest beside this machine's secret.
public final class Anchors {
    private final Path folder;
    private final Path device;

    /// @param folder the store's `anchors/`
    /// @param deviceFolder where this machine's secret lies
    /// @param store the store's random name
    public Anchors(Path folder, Path deviceFolder, RowId store) {
        this.folder = folder;
        this.device = deviceFolder.resolve(store.hex() + ".anchor");
    }

    void write(long size, byte[] note) throws StoreException {
        try {
            replace(folder.resolve(String.format("%016d.note", size)), note);
            replace(device, note);
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
    Map<String, byte[]> all() throws StoreException {
        Map<String, byte[]> out = new TreeMap<>();
        try {
            for (Path p : list()) {
                String name = p.getFileName().toString();
                if (name.endsWith(".part")) {
                    Files.delete(p);
                } else {
                    out.put("anchor " + name, Files.readAllBytes(p));
                }
            }
            if (Files.isRegularFile(device)) {
                out.put("anchor of this machine", Files.readAllBytes(device));
            }
            return out;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    boolean deviceAnchorThere() {
        return Files.isRegularFile(device);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> s = Files.list(folder)) {
            return new ArrayList<>(s.sorted().toList());
        }
    }
}
