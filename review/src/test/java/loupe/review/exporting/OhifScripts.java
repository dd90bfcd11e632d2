package loupe.review.exporting;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Scripts under node that use what OHIF reads and writes with (npm `@cornerstonejs/adapters`, `dcmjs`), installed by name with the
/// machine's npm into the build folder, once.
final class OhifScripts {
    private static final Path BUILD = Path.of("target", "ohif");
    private static final List<String> PACKAGES = List.of("@cornerstonejs/adapters", "dcmjs", "@babel/runtime");

    private final String script;

    private OhifScripts(String script) {
        this.script = script;
    }

    /// A script beside this class; the test is skipped where the machine has no node or the packages cannot be had.
    static OhifScripts of(String script) throws IOException {
        assumeTrue(installed("node") && installed("npm"), "skipped: this machine has no node with npm");
        Files.createDirectories(BUILD);
        // Classes of this module run in two processes.
        try (FileChannel turn = FileChannel.open(BUILD.resolve("turn"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            turn.lock();
            install(script);
        }
        return new OhifScripts(script);
    }

    private static void install(String script) throws IOException {
        if (!Files.isDirectory(BUILD.resolve("node_modules/@babel"))) {
            Files.writeString(BUILD.resolve("package.json"), "{\"private\": true}");
            List<String> command = new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
            command.addAll(PACKAGES);
            assumeTrue(!run(BUILD, command).equals("failed"), "skipped: npm cannot fetch the adapters");
        }
        try (InputStream from = Objects.requireNonNull(OhifScripts.class.getResourceAsStream(script))) {
            Files.write(BUILD.resolve(script), from.readAllBytes());
        }
    }

    /// What it prints.
    ///
    /// @param files its arguments
    /// @return `failed` where it ends in anything but 0
    String run(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", script));
        files.forEach(f -> command.add(f.toAbsolutePath().toString()));
        return run(BUILD, command);
    }

    private static String run(Path in, List<String> command) throws IOException {
        Process p = new ProcessBuilder(command).directory(in.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return p.waitFor() == 0 ? output : "failed";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean installed(String program) {
        try {
            return !run(Path.of("."), List.of(program, "--version")).equals("failed");
        } catch (IOException e) {
            return false;
        }
    }
}
