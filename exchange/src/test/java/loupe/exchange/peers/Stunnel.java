package loupe.exchange.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// stunnel before a server that speaks plainly: TLS on both sides, and nobody without a certificate of the authority.
public final class Stunnel implements AutoCloseable {
    private final RunningProgram program;
    private final int port;

    private Stunnel(RunningProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /// Starts one.
    ///
    /// @param to port of the server
    /// @param own file of its certificate; its key lies beside it
    /// @param ownKey file of that key
    /// @param authority file of the authority whose certificates callers show
    /// @param version such as `TLSv1.3`, the only one it speaks
    public static Stunnel start(Path folder, int to, String own, String ownKey, String authority, String version) throws IOException {
        RunningProgram.assumePresent("stunnel4");
        int port = RunningProgram.freePort();
        Path config = folder.resolve("stunnel-" + port + ".conf");
        Files.writeString(config, """
                foreground = yes
                pid =
                [web]
                accept = 127.0.0.1:%d
                connect = 127.0.0.1:%d
                cert = %s
                key = %s
                CAfile = %s
                verifyChain = yes
                sslVersion = %s
                """.formatted(port, to, own, ownKey, authority, version));
        return new Stunnel(RunningProgram.start(List.of("stunnel4", config.toString()), folder, port), port);
    }

    /// The same service through it.
    public URI of(URI plain) {
        return URI.create("https://localhost:" + port + plain.getPath());
    }

    @Override
    public void close() {
        program.close();
    }
}
