package loupe.review.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of the tests as a process of its own, which is there to be killed. It says on standard output how far it is.
public final class ProcessToKill implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private ProcessToKill(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts it.
    ///
    /// @param main has the `main` to run
    public static ProcessToKill start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessToKill(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /// Its next line.
    ///
    /// @throws AssertionError if it ended by itself
    public String line() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("the process ended before it was killed");
        }
        return line;
    }

    /// Kills it (SIGKILL) and waits until it is gone.
    ///
    /// @return what it had said by then and nobody read; the last line may be cut short
    public List<String> kill() throws IOException, InterruptedException {
        // Process.destroyForcibly would close what there is to read.
        new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
        List<String> rest = said.lines().toList();
        process.waitFor();
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
