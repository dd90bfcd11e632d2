package loupe.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program starts with its own runtime and loads every native library it brings.
class AppImageTest {
    @TempDir Path folder;

    private record Answer(int exit, String output) {}

    private Answer run(String... arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("loupe.image"), "bin", "loupe");
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder b = new ProcessBuilder(command).redirectErrorStream(true);
        b.environment().put("LOUPE_HOME", folder.toString());
        b.environment().remove("JAVA_HOME");
        Process p = b.start();
        String output = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(p.waitFor(), output);
    }

    @Test
    void says_its_version() throws Exception {
        Answer answer = run("--version");
        assertThat(answer.output).startsWith("Loupe 0.1.0").contains("not a certified medical device");
        assertThat(answer.exit).isZero();
    }

    @Test
    void loads_onnx_runtime_sqlite_and_javafx() throws Exception {
        Answer answer = run("self-check");
        assertThat(answer.output.lines())
                .anyMatch(l -> l.startsWith("ONNX Runtime: ok"))
                .anyMatch(l -> l.startsWith("SQLite: ok"))
                .anyMatch(l -> l.startsWith("JavaFX: ok"));
        assertThat(answer.exit).isZero();
    }
}
