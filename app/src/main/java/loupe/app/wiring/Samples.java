package loupe.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import loupe.core.study.SampleSource;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// The built-in sample studies.
public final class Samples {
    private Samples() {}

    /// Draws them.
    ///
    /// @param folder where; made if it is not there
    /// @param job told how far it is; its cancel ends it
    /// @return the folders to import, that which is read fastest first
    /// @throws IOException if this installation has none, or a file cannot be written
    public static List<Path> draw(Path folder, JobContext job) throws IOException {
        SampleSource samples = ServiceLoader.load(SampleSource.class)
                .findFirst()
                .orElseThrow(() -> new ReviewException("the sample studies are not part of this installation"));
        return samples.write(Files.createDirectories(folder), job);
    }

    /// Takes away what was drawn, as far as it lets itself be.
    ///
    /// @param folder where it was drawn
    /// @throws IOException if the folder cannot be read
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
