package loupe.exchange.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.exchange.dimse.pdu.PduException;
import loupe.exchange.dimse.service.NotDoneException;
import loupe.exchange.peer.PeerException;

/// What Jazzer calls; the target is named by the system property `loupe.fuzz`. Run by itself it writes a target's seeds.
public final class WireFuzzing {
    private static final WireFuzzTarget TARGET = WireFuzzTarget.named(System.getProperty("loupe.fuzz", "pdu"));

    private WireFuzzing() {}

    /// One execution: refused bytes are no finding.
    ///
    /// @throws IOException a finding: only declared exceptions are expected
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        tried(TARGET, bytes);
    }

    /// Gives bytes to a target.
    static void tried(WireFuzzTarget target, byte[] bytes) throws IOException {
        try {
            target.run(bytes);
        } catch (IOException e) {
            check(e);
        }
    }

    /// Passes over what is declared, and throws anything else.
    static void check(IOException e) throws IOException {
        if (!(e instanceof PduException || e instanceof PeerException || e instanceof NotDoneException)) {
            throw e;
        }
        if (e.getMessage() == null) {
            throw new IllegalStateException("a refusal without a reason", e);
        }
    }

    /// @param arguments target and the folder its seeds go into
    /// @throws IOException if one cannot be written
    public static void main(String[] arguments) throws IOException {
        List<byte[]> seeds = WireSeeds.of(WireFuzzTarget.named(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (int i = 0; i < seeds.size(); i++) {
            try (OutputStream out = Files.newOutputStream(folder.resolve("seed-" + i))) {
                out.write(seeds.get(i));
            }
        }
    }
}
