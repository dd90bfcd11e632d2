package loupe.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loupe.app.cli.shared.WindowOpener;
import loupe.app.text.Language;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import loupe.store.keys.KdfCost;

/// Runs the program as a person would: each command with a store, an environment and standard streams of its own.
///
/// [#run] runs a command in the test's process. All a command keeps is opened and closed by it, so that the next one reads everything back
/// from the disk; what it says to the process's streams, by whatever way, is its answer. [#process] runs it as a process of its own, which
/// costs a start of Java: for the start itself, and where temporary files, a kill or a lock between processes are what is looked at.
final class Loupe {
    static final String PASSPHRASE = "correct horse battery";
    /// The passphrase of the accounts that [#add] adds.
    static final String OTHERS = "a phrase of the others";
    private static final WindowOpener NO_WINDOW = new WindowOpener() {
        @Override
        public void open(
                Workplace.Opening opening, Optional<Workplace> open, Optional<Path> samples, Optional<Language> language, JobContext stop) {
            throw new AssertionError("a window is opened by a process of its own");
        }

        @Override
        public String check() {
            throw new AssertionError("the toolkit is looked at by a process of its own");
        }
    };

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

        /// Standard output, which is JSON.
        JsonNode json() throws IOException {
            return new JsonMapper().readTree(out);
        }
    }

    Path home() {
        return home;
    }

    Path store() {
        return home.resolve("store");
    }

    /// The store as the program would open it, for what a test puts into it past the command line. Its first account is `reader`.
    Workplace.Opening opening() {
        Places places = new Places(home.resolve("device"), home.resolve("log/loupe.log"), store());
        return new Workplace.Opening(store(), places, "reader", KdfCost.production(), 0);
    }

    /// Makes the store with six slices of the samples' chest in it, and leaves it open. The samples lie beside the home, in [#files] too.
    Workplace madeWithAChest() throws IOException {
        SampleStudies.Written samples = SampleStudies.write(home.resolveSibling("samples"), PhantomSeeds.demo());
        Workplace made = Workplace.create(opening(), PASSPHRASE.toCharArray());
        made.importing().run(samples.ctFiles().subList(50, 56), JobContext.unattended());
        return made;
    }

    /// Adds accounts by `loupe users add`, each of one role.
    void add(String role, String... names) throws IOException {
        Path phrase = Files.writeString(home.resolveSibling("phrase"), OTHERS);
        for (String name : names) {
            Answer added = run("users", "add", name, "--role", role, "--new-passphrase-file", phrase.toString());
            if (added.exit() != 0) {
                throw new AssertionError(added.toString());
            }
        }
    }

    /// Runs a command as an account that was added.
    Answer as(String user, String... command) {
        return runWith(OTHERS, by(user, command));
    }

    /// The same as a process of its own.
    Answer processAs(String user, String... command) throws IOException {
        return processWith(OTHERS, by(user, command));
    }

    private static String[] by(String user, String[] command) {
        String[] all = Arrays.copyOf(command, command.length + 2);
        all[command.length] = "--user";
        all[command.length + 1] = user;
        return all;
    }

    Answer run(String... arguments) {
        return runWith(PASSPHRASE, arguments);
    }

    Answer runWith(String passphrase, String... arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        surround(environment, passphrase);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        int exit;
        try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(o);
            System.setErr(e);
            exit = CommandLineApp.run(arguments, NO_WINDOW, environment);
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Answer process(String... arguments) throws IOException {
        return processWith(PASSPHRASE, arguments);
    }

    private Answer processWith(String passphrase, String... arguments) throws IOException {
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
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TrimNativeHeapInterval=10000",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "loupe.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder b = new ProcessBuilder(command);
        surround(b.environment(), passphrase);
        return b;
    }

    private void surround(Map<String, String> environment, String passphrase) {
        environment.put("LOUPE_HOME", home.toString());
        environment.put("LOUPE_PASSPHRASE", passphrase);
        environment.remove("DISPLAY");
        environment.put("OPENCV_LOG_LEVEL", "OFF");
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
