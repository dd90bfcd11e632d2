package loupe.store.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// The mark of a folder in which a store, a copy or a restored store is being made, so that a kill leaves nothing that looks
/// like one.
public final class Unfinished {
    private static final String MARK = "unfinished";

    private Unfinished() {}

    /// Takes away what making a store or a copy left in a folder when it was cut short, and says that the folder is not yet
    /// what it is to become.
    ///
    /// @throws StoreException ALREADY_A_STORE where anything else is in it
    public static void begin(Path folder) throws IOException {
        requireNothingElse(folder);
        if (!is(folder)) {
            StoreFolder.makePrivateFile(folder.resolve(MARK));
            StoreFolder.flushEntries(folder);
        }
        clear(folder);
    }

    /// Says that a folder is what it was to become.
    public static void finish(Path folder) throws StoreException {
        try {
            StoreFolder.flushEntries(folder);
            Files.deleteIfExists(folder.resolve(MARK));
            StoreFolder.flushEntries(folder);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Takes away everything of what was begun in a folder, the mark last; the folder itself stays.
    public static void takeBack(Path folder) throws IOException {
        clear(folder);
        Files.deleteIfExists(folder.resolve(StoreFolder.LOCK));
        Files.deleteIfExists(folder.resolve(MARK));
        StoreFolder.flushEntries(folder);
    }

    /// Whether making, restoring or copying was cut short in a folder.
    public static boolean is(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    /// Refuses a place that is neither new nor an empty folder nor one in which making a store was cut short; it stays as it is.
    ///
    /// @throws StoreException ALREADY_A_STORE
    public static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            requireNothingElse(folder);
        } else if (Files.exists(folder)) {
            throw new StoreException(Kind.ALREADY_A_STORE, "A file stands in this place; choose a new folder.");
        }
    }

    /// Refuses a folder with anything in it but the lock and what a store's making leaves when it is cut short.
    static void requireNothingElse(Path folder) throws IOException {
        List<String> names;
        try (Stream<Path> there = Files.list(folder)) {
            names = there.map(p -> p.getFileName().toString()).toList();
        }
        boolean cutShort = names.contains(MARK) && names.stream().allMatch(Unfinished::isOurs);
        if (!cutShort && !names.stream().allMatch(StoreFolder.LOCK::equals)) {
            throw new StoreException(
                    Kind.ALREADY_A_STORE, "The folder is not empty; choose a new folder.");
        }
    }

    private static boolean isOurs(String name) {
        return name.matches("lock|unfinished|copy|objects|anchors|(records|keys)[.]db(-wal|-shm|-journal)?");
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> there = Files.walk(folder)) {
            for (Path p : there.sorted(Comparator.reverseOrder()).toList()) {
                String name = p.getFileName().toString();
                if (!p.equals(folder) && !name.equals(StoreFolder.LOCK) && !name.equals(MARK)) {
                    Files.delete(p);
                }
            }
        }
    }
}
