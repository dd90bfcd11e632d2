package loupe.deid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// The facts to test against, read from where they lie, never from the product's own resources.
final class Oracles {
    private Oracles() {}

    static Path shared(String path) {
        String folder = System.getProperty("loupe.shared", "");
        Path found = Path.of(folder).resolve(path);
        Assumptions.assumeTrue(!folder.isEmpty() && Files.exists(found), "the shared folder is not here");
        return found;
    }

    static List<JsonNode> rows(String file) {
        try {
            List<JsonNode> out = new ArrayList<>();
            new ObjectMapper()
                    .readTree(shared("oracles/ps315/" + file).toFile())
                    .path("rows")
                    .forEach(out::add);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
