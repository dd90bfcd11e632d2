package loupe.exchange.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// dcmtk's dcmqrscp, an archive that is strict about levels: it answers C-FIND, C-GET, C-MOVE and C-STORE by the title `DCMQR`.
public final class QueryRetrieveScp implements AutoCloseable {
    /// Its title.
    public static final String TITLE = "DCMQR";

    private final RunningProgram program;
    private final int port;

    private QueryRetrieveScp(RunningProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /// Starts one that is empty.
    ///
    /// @param moveTitle title it may move to
    /// @param movePort port of that title on this machine
    /// @param options further options, such as `--disable-get`
    public static QueryRetrieveScp start(Path folder, String moveTitle, int movePort, String... options) throws IOException {
        RunningProgram.assumePresent("dcmqrscp");
        int port = RunningProgram.freePort();
        Path kept = Files.createDirectories(folder.resolve("dcmqrscp-" + port));
        Path settings = folder.resolve("dcmqrscp-" + port + ".cfg");
        Files.writeString(settings, """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                dest = (%s, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                %s %s RW (2000, 1024mb) ANY
                AETable END
                """.formatted(port, moveTitle, movePort, TITLE, kept));
        List<String> command = new java.util.ArrayList<>(List.of("dcmqrscp", "-c", settings.toString()));
        command.addAll(List.of(options));
        return new QueryRetrieveScp(RunningProgram.start(command, folder, port), port);
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
