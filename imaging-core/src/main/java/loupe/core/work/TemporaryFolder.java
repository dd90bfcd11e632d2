package loupe.core.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that goes with all that is in it when it is closed.
///
/// @param path where it is
public record TemporaryFolder(Path path) implements AutoCloseable {
    /// Makes one where the system keeps temporary files.
    ///
    /// @param prefix beginning of its name
    /// @throws IOException if it cannot be made
    public static TemporaryFolder make(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    /// Makes one in another folder.
    ///
    /// @param parent an existing folder
    /// @param prefix beginning of its name
    /// @throws IOException if it cannot be made
    public static TemporaryFolder in(Path parent, String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(parent, prefix));
    }

    /// Deletes a folder and all that is in it; links are deleted, not followed.
    ///
    /// @param folder what goes; nothing is done where it is absent
    /// @throws IOException if something cannot be deleted
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }
}
