package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ONNX Runtime's own telemetry leaves a log where it starts; in a run of the program that uses a model there is none.
class RuntimeWithoutTelemetryTest {
    @TempDir Path folder;

    @Test
    void leaves_no_log_of_it_where_the_net_for_text_ran() throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path out = folder.resolve("out");
        ProcessBuilder b = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary,
                        "-cp", System.getProperty("java.class.path"), "loupe.app.Main", "self-check"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        b.environment().put("LOUPE_HOME", folder.resolve("home").toString());
        b.environment().put("TMPDIR", temporary.toString());
        b.environment().remove("ORT_DISABLE_TELEMETRY");
        Process p = b.start();
        assertThat(p.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(out)).contains("ONNX Runtime: ok");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(f -> String.valueOf(f.getFileName()))).noneMatch(n -> n.startsWith("mat-debug"));
        }
    }
}
