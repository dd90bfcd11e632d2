package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo with its window, as its own process, told to end (SIGTERM) while it is at work.
@Tag("display")
@Tag("alone")
class EndingTheDemoTest {
    /// Promised are 2 s; a machine that is busy with other tests gets twice that.
    private static final Duration MOST = Duration.ofSeconds(4);
    private static final int SLICES = 120;

    @TempDir Path folder;

    private Path temporary;
    private Process demo;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display");
        temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder b = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Dprism.order=sw", "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), "loupe.app.Main", "demo"))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        b.environment().put("LOUPE_HOME", folder.resolve("home").toString());
        b.environment().put("TMPDIR", temporary.toString());
        b.environment().put("OPENCV_LOG_LEVEL", "OFF");
        demo = b.start();
    }

    @AfterEach
    void leaveNoProcess() throws InterruptedException {
        if (demo != null && demo.isAlive()) {
            demo.destroyForcibly().waitFor();
        }
    }

    /// The samples' folder is made by a job of the window that is shown.
    private List<Path> drawn() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(p -> p.toString().contains("samples")).toList();
        }
    }

    private long slices() throws IOException {
        return drawn().stream().filter(p -> p.toString().endsWith(".dcm")).count();
    }

    private void until(String what, Callable<Boolean> holds) throws Exception {
        for (int i = 0; i < 6_000 && demo.isAlive(); i++) {
            if (holds.call()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never came true: " + what + "; " + Files.readString(folder.resolve("err")));
    }

    private void endsInTimeAndTakesItsFolderAlong(String when) throws Exception {
        long began = System.nanoTime();
        demo.destroy();
        boolean ended = demo.waitFor(30, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println("the demo told to end " + when + ": " + took.toMillis() + " ms");
        assertThat(ended).isTrue();
        assertThat(took).as("err: %s", Files.readString(folder.resolve("err"))).isLessThan(MOST);
        assertThat(demosLeft()).isEmpty();
    }

    private List<String> demosLeft() throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> all = Files.list(temporary)) {
            all.map(p -> String.valueOf(p.getFileName())).filter(n -> n.startsWith("loupe-demo")).forEach(left::add);
        }
        return left;
    }

    @Test
    void while_samples_are_drawn() throws Exception {
        until("samples are being drawn", () -> !drawn().isEmpty());
        assertThat(slices()).as("files drawn").isLessThan(SLICES);
        endsInTimeAndTakesItsFolderAlong("while samples are drawn");
    }

    @Test
    void while_samples_are_imported() throws Exception {
        until("the film is drawn, which comes last", () -> drawn().stream().anyMatch(p -> p.toString().endsWith("THORAX.dcm")));
        Thread.sleep(2_000);
        endsInTimeAndTakesItsFolderAlong("while samples are imported");
    }
}
