package loupe.exchange.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// dcmtk's storescp: it takes everything, keeps it as it came and answers verification.
public final class StoreScp implements AutoCloseable {
    private final RunningProgram program;
    private final Path kept;
    private final int port;

    private StoreScp(RunningProgram program, Path kept, int port) {
        this.program = program;
        this.kept = kept;
        this.port = port;
    }

    /// Starts one.
    ///
    /// @param options further options, such as `--refuse` or `+tls KEY CERTIFICATE`
    public static StoreScp start(Path folder, String... options) throws IOException {
        RunningProgram.assumePresent("storescp");
        int port = RunningProgram.freePort();
        Path kept = Files.createDirectories(folder.resolve("storescp-" + port));
        List<String> command = new ArrayList<>(List.of("storescp", "-aet", "STORESCP", "-od", kept.toString()));
        command.addAll(List.of(options));
        command.add(Integer.toString(port));
        return new StoreScp(RunningProgram.start(command, folder, port), kept, port);
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    /// What it keeps.
    public List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(kept)) {
            return all.sorted().toList();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
