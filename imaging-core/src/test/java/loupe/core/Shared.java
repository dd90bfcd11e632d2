package loupe.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of public inputs beside the repository; a test that needs it is skipped only where it is absent.
public final class Shared {
    private Shared() {}

    /// A path in the folder; where the folder lies, a missing path is the test's failure.
    public static Path path(String relative) {
        Path root = Path.of(System.getProperty("loupe.shared", "../shared"));
        assumeTrue(Files.isDirectory(root), "skipped: the folder of public inputs (../shared) is not there");
        return root.resolve(relative);
    }
}
