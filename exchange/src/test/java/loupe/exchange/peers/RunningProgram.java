package loupe.exchange.peers;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program that runs until it is closed.
public final class RunningProgram implements AutoCloseable {
    private static final int START_SECONDS = 30;

    private final Process process;
    private final Path log;

    private RunningProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Skips a test where a program is absent, and says which.
    public static void assumePresent(String program) {
        boolean there = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), java.util.stream.Stream.of("/usr/sbin"))
                .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
        Assumptions.assumeTrue(there, "skipped: there is no " + program + " on this machine");
    }

    /// A port nobody listens at.
    public static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    /// Starts a program and waits until something listens at a port.
    public static RunningProgram start(List<String> command, Path folder, int port) throws IOException {
        Path log = folder.resolve("log-" + port + ".txt");
        Process p = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningProgram running = new RunningProgram(p, log);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens(port)) {
            if (!p.isAlive() || System.nanoTime() > until) {
                p.destroyForcibly();
                throw new IOException(command.getFirst() + " does not listen: " + running.log());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        return running;
    }

    /// Runs a program to its end and gives what it printed and its exit code.
    public static Ended run(List<String> command, Path folder) throws IOException {
        Process p = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ended(p.waitFor(), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// How a run ended.
    public record Ended(int exit, String output) {}

    private static boolean listens(int port) {
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// What it printed so far.
    public String log() throws IOException {
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
