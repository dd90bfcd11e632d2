package loupe.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Runs an independent program and gives what it printed.
public final class Peer {
    private Peer() {}

    /// What a run gave.
    ///
    /// @param exit exit code
    /// @param output standard output and error together
    public record Answer(int exit, String output) {}

    /// Runs a command to its end.
    public static Answer run(List<String> command) throws IOException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Answer(p.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Lines of dciodvfy that begin with `Error`.
    public static List<String> dciodvfyErrors(Path file) throws IOException {
        return run(List.of("dciodvfy", file.toString())).output().lines()
                .filter(l -> l.startsWith("Error"))
                .toList();
    }

    /// Runs a Python script with Debian's Python, which has pydicom.
    public static Answer python(String script, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("/usr/bin/python3", "-c", script));
        command.addAll(List.of(arguments));
        return run(command);
    }
}
