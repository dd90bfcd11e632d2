package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short run of benchmarks/midi-b: generated series with known protected values, scored by MIDI-B's ten actions.
class InjectedValuesTest {
    private static final String PYTHON = "/usr/bin/python3";

    private static String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return said;
    }

    @Test
    void all_are_gone_and_all_that_science_needs_is_there(@TempDir Path folder) throws Exception {
        Path script = Path.of("..", "benchmarks", "midi-b.py");
        Assumptions.assumeTrue(Files.exists(script) && Files.exists(Path.of(PYTHON)), "no Python here");
        Path answers = folder.resolve("answers.json");
        assertThat(python(script.toString(), "make", folder.resolve("in").toString(), answers.toString(), "8", "5"))
                .contains("8 series");
        Path map = folder.resolve("map.jsonl");
        Loupe loupe = new Loupe(folder.resolve("person"));
        loupe.process("deidentify", folder.resolve("in").toString(), folder.resolve("out").toString(),
                "--profile", "research", "--map", map.toString());
        assertThat(python(script.toString(), "score", folder.resolve("out").toString(), map.toString(), answers.toString()))
                .contains("100.000 %")
                .doesNotContain("failed:");
    }
}
