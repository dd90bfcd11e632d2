package loupe.deid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The facts to test against: tables parsed from the standard's own text, never the product's resources.
final class Oracles {
    private Oracles() {}

    /// A public file that only the shared folder has; the test is skipped where that folder is absent, and only there.
    static Path shared(String path) {
        String folder = System.getProperty("loupe.shared", "");
        Assumptions.assumeTrue(!folder.isEmpty() && Files.isDirectory(Path.of(folder)), "the shared folder is not here");
        return Path.of(folder).resolve(path);
    }

    /// Rows of a table of PS3.15 Annex E.
    static List<JsonNode> rows(String file) {
        try (InputStream in = Oracles.class.getResourceAsStream("/oracles/ps315/" + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no table " + file);
            }
            List<JsonNode> out = new ArrayList<>();
            new ObjectMapper().readTree(in).path("rows").forEach(out::add);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
