package loupe.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program starts with its own runtime and loads every native library it brings.
class AppImageTest {
    @TempDir Path folder;

    private record Answer(int exit, String output) {}

    private Answer run(String... arguments) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("loupe.image"), "bin", "loupe");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder b = new ProcessBuilder(command).redirectErrorStream(true);
        b.environment().put("LOUPE_HOME", folder.toString());
        b.environment().put("LOUPE_PASSPHRASE", "correct horse battery");
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

    private void resource(String name, String to) throws IOException {
        try (InputStream in = AppImageTest.class.getResourceAsStream("/loupe/inference/models/" + name)) {
            Files.write(folder.resolve(to), Objects.requireNonNull(in).readAllBytes());
        }
    }

    /// FINDINGS B12: the image had no bin/java for the process a model is tried in.
    @Test
    void adds_a_model_after_trying_it_in_a_process_of_its_own() throws Exception {
        resource("ct-lungs.onnx", "m.onnx");
        resource("ct-lungs.second.onnx", "m.second.onnx");
        resource("ct-lungs.json", "card.json");
        Path card = folder.resolve("card.json");
        Files.writeString(card, Files.readString(card).replace("\"ct-lungs\"", "\"our-lungs\""));
        Answer added = run("models", "add", folder.resolve("m.onnx").toString(), "--card", card.toString());
        assertThat(added.exit).as(added.output).isZero();
        assertThat(added.output).contains("added our-lungs");
    }
}
