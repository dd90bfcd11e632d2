package loupe.review.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The history lets the oldest steps go by what it counts them to hold: it must not count less than they do, as they were done and as a
/// restart reads them back. Measured in a process of its own; in full by benchmarks/undo-memory.
class UndoMemoryTest {
    @Test
    void steps_hold_no_more_than_the_history_counts() throws Exception {
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g", "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        UndoMemoryBench.class.getName(), "short")
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("names").doesNotContain("MISSED");
        assertThat(p.waitFor()).as(said).isZero();
    }
}
