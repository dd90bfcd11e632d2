package loupe.exchange.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// dcmtk's wlmscpfs by the title `WLM`, which answers from files.
public final class WorklistScp implements AutoCloseable {
    /// Its title.
    public static final String TITLE = "WLM";

    private final RunningProgram program;
    private final int port;

    private WorklistScp(RunningProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /// Starts one on a folder in which it looks for `WLM/*.wl`; see [#files(Path)].
    public static WorklistScp start(Path folder) throws IOException {
        RunningProgram.assumePresent("wlmscpfs");
        Path files = files(folder);
        Files.writeString(files.resolve("lockfile"), "");
        int port = RunningProgram.freePort();
        return new WorklistScp(
                RunningProgram.start(List.of("wlmscpfs", "-dfp", files.getParent().toString(), Integer.toString(port)), folder, port),
                        port);
    }

    /// Where its files belong.
    public static Path files(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("worklist").resolve(TITLE));
    }

    /// Where it listens.
    public int port() {
        return port;
    }

    @Override
    public void close() {
        program.close();
    }
}
