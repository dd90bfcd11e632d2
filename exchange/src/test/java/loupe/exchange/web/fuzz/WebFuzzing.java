package loupe.exchange.web.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Jazzer calls; the target is named by the system property `loupe.fuzz`. Run by itself it writes a target's seeds.
public final class WebFuzzing {
    private static final WebFuzzTarget TARGET = WebFuzzTarget.named(System.getProperty("loupe.fuzz", "json"));

    private WebFuzzing() {}

    /// One execution: refused bytes are no finding.
    ///
    /// @throws IOException a finding
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        TARGET.run(bytes);
    }

    /// @param arguments target and the folder its seeds go into
    /// @throws IOException if one cannot be written
    public static void main(String[] arguments) throws IOException {
        List<byte[]> seeds = WebSeeds.of(WebFuzzTarget.named(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
