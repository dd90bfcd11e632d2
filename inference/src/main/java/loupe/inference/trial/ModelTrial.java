package loupe.inference.trial;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loupe.core.work.CancelledException;
import loupe.core.work.ChildEnvironment;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.ModelException;

/// Runs a model once, on noise, in a process of its own. A model that crashes, loops, swallows memory or answers with what
/// its card does not say takes nothing down but that process. Nothing is written to disk.
public final class ModelTrial {
    static final String PASSED = "passed";
    static final String FAILED = "failed ";
    private static final long LOOK_EVERY_MS = 50;
    private static final int LONGEST_LINE = 2000;
    private static final int AFTER_THE_END_S = 5;

    private final Caps caps;
    private final List<String> program;

    /// @param caps when to stop it
    public ModelTrial(Caps caps) {
        this(caps, List.of());
    }

    /// @param program another program in the trial's place; empty for the trial itself
    ModelTrial(Caps caps, List<String> program) {
        this.caps = caps;
        this.program = program;
    }

    /// When a trial is stopped.
    ///
    /// @param memoryBytes most memory the process may hold (resident; watched where the system tells, as Linux does)
    /// @param time longest time
    public record Caps(long memoryBytes, Duration time) {
        /// 6 GiB and three minutes.
        public static final Caps USUAL = new Caps(6L << 30, Duration.ofMinutes(3));
    }

    /// Tries a model.
    ///
    /// @param card the card's text, for the process to read itself
    /// @param model the weights
    /// @param job cancel ends the process
    /// @throws ModelException if it did not pass; the message says what it did
    /// @throws IOException if no process could be started
    public void run(String card, Model model, JobContext job) throws ModelException, IOException {
        Process child = start();
        // Threads of their own: one that hangs on a pipe ends with the child and holds nothing up.
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("trial-answer").start(() -> answer.complete(line(child)));
        Thread.ofVirtual().name("trial-send").start(() -> send(child, card, model));
        try {
            watch(child, job);
            judge(child.exitValue(), answer.completeOnTimeout(Optional.empty(), AFTER_THE_END_S, TimeUnit.SECONDS).join());
        } finally {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        if (!program.isEmpty()) {
            return child(program);
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new IOException("this installation has no java program to try the model with; install Loupe again");
        }
        List<String> command = List.of(java.toString(), "-Xmx2g", "-XX:-CreateCoredumpOnCrash", "-XX:+SuppressFatalErrorMessage",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), TrialProgram.class.getName());
        return child(command);
    }

    private static Process child(List<String> command) throws IOException {
        return ChildEnvironment.program(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// The first line, as far as it is wanted; what else comes is read and let go, so that the child can go on to its end.
    private static Optional<String> line(Process child) {
        StringBuilder line = new StringBuilder();
        boolean ended = false;
        try (Reader out = child.inputReader(StandardCharsets.UTF_8)) {
            char[] some = new char[1 << 12];
            for (int n = out.read(some); n >= 0; n = out.read(some)) {
                for (int i = 0; i < n && !ended && line.length() < LONGEST_LINE; i++) {
                    ended = some[i] == '\n';
                    if (!ended && some[i] != '\r') {
                        line.append(some[i]);
                    }
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(line.toString());
    }

    /// A process that ends before it has read all is judged by its end.
    private static void send(Process child, String card, Model model) {
        try (DataOutputStream to = new DataOutputStream(child.getOutputStream())) {
            for (byte[] part : List.of(card.getBytes(StandardCharsets.UTF_8), model.weights(), model.second())) {
                to.writeInt(part.length);
                to.write(part);
            }
        } catch (IOException ended) {
            child.destroy();
        }
    }

    private void watch(Process child, JobContext job) throws ModelException {
        long end = System.nanoTime() + caps.time.toNanos();
        try {
            while (!child.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                job.checkCancelled();
                if (System.nanoTime() > end) {
                    throw new ModelException("the model was stopped: it ran longer than " + caps.time.toSeconds() + " s in its trial");
                }
                if (residentBytes(child.pid()) > caps.memoryBytes) {
                    throw new ModelException("the model was stopped: it took more than " + (caps.memoryBytes >> 20) + " MiB in its trial");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /// Second number of `/proc/PID/statm` (proc(5)), in pages of 4096 bytes; 0 where there is none.
    private static long residentBytes(long pid) {
        try {
            String[] pages = Files.readString(Path.of("/proc", Long.toString(pid), "statm")).trim().split(" ");
            return Long.parseLong(pages[1]) * 4096;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static void judge(int exit, Optional<String> line) throws ModelException {
        String said = line.orElse("");
        if (said.equals(PASSED)) {
            return;
        }
        if (said.startsWith(FAILED)) {
            throw new ModelException(said.substring(FAILED.length(), Math.min(said.length(), LONGEST_LINE)));
        }
        throw new ModelException("the model brought its trial process down (exit code " + exit + "); it must not be used");
    }
}
