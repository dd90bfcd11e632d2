package loupe.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the program as its own process, as a person would.
final class Loupe {
    static final String PASSPHRASE = "correct horse battery";

    private final Path home;
    private final Path temporary;

    /// @param folder where this person's store, device secret, log and temporary files go
    Loupe(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
    }

    /// What a run gave.
    record Answer(int exit, String out, String err) {
        /// StudyLines of standard error that are not progress.
        List<String> faults() {
            return err.lines().filter(l -> l.startsWith("loupe:")).toList();
        }
    }

    Path home() {
        return home;
    }

    Path store() {
        return home.resolve("store");
    }

    Answer run(String... arguments) throws IOException {
        return runWith(PASSPHRASE, arguments);
    }

    Answer runWith(String passphrase, String... arguments) throws IOException {
        Path out = Files.createTempFile(home.getParent(), "out", "");
        Path err = Files.createTempFile(home.getParent(), "err", "");
        Process p = builder(passphrase, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!p.waitFor(5, TimeUnit.MINUTES)) {
                p.destroyForcibly();
                throw new IOException("the program did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Answer answer = new Answer(p.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return answer;
    }

    /// Starts the program and gives its process, to be killed.
    Process start(String... arguments) throws IOException {
        return builder(PASSPHRASE, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    ProcessBuilder builder(String passphrase, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "loupe.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder b = new ProcessBuilder(command);
        b.environment().put("LOUPE_HOME", home.toString());
        b.environment().put("LOUPE_PASSPHRASE", passphrase);
        b.environment().remove("DISPLAY");
        b.environment().put("OPENCV_LOG_LEVEL", "OFF");
        return b;
    }

    /// Every file the program may have written.
    List<Path> files() throws IOException {
        try (var all = Files.walk(home.getParent())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    static byte[] utf8(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
