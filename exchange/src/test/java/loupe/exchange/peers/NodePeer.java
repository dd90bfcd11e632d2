package loupe.exchange.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Scripts under node that speak DICOM by packages of npm (dcmjs-dimse, dicomweb-client), installed by name with the machine's npm into
/// the build folder, once.
public final class NodePeer {
    private static final Path BUILD = Path.of("target", "node");
    private static final List<String> PACKAGES = List.of("dcmjs-dimse", "dicomweb-client", "xhr2");

    private NodePeer() {}

    /// A script beside this class; the test is skipped where the machine has no node or the packages cannot be had.
    public static Path script(String name) throws IOException {
        RunningProgram.assumePresent("node");
        RunningProgram.assumePresent("npm");
        Files.createDirectories(BUILD);
        // Classes of this module may run in several processes.
        try (FileChannel turn = FileChannel.open(BUILD.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            turn.lock();
            if (!Files.isDirectory(BUILD.resolve("node_modules/xhr2"))) {
                Files.writeString(BUILD.resolve("package.json"), "{\"private\": true}");
                List<String> command = new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
                command.addAll(PACKAGES);
                assumeTrue(RunningProgram.run(command, BUILD).exit() == 0, "skipped: npm cannot fetch " + PACKAGES);
            }
            Path out = BUILD.resolve(name).toAbsolutePath();
            try (InputStream from = Objects.requireNonNull(NodePeer.class.getResourceAsStream(name))) {
                Files.write(out, from.readAllBytes());
            }
            return out;
        }
    }
}
