package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before the first opinion no command says or writes what models found: each answers the same for 0, 1 and 30 findings. For 1 each
/// is a process of its own, so that what native code writes beside the command's streams is compared too.
class BlindReadCommandsTest {
    private static final String[][] COMMANDS = {
        {"list"}, {"list", "--json"}, {"show", "1"}, {"show", "1", "--json"}, {"review", "1"}, {"review", "1", "--json"},
        {"review", "1", "--accept", "all"}, {"review", "1", "--reject", "F1", "--reason", "ARTEFACT"}, {"review", "1", "--undo"},
        {"seal", "1"}, {"export", "1", "--out", "OUT"}, {"render", "1", "--out", "OUT"},
        {"explain", "1", "--finding", "F1", "--out", "OUT"}, {"explain", "1", "--finding", "F31"}, {"models", "report"},
        {"opinion", "show", "1"}, {"opinion", "report", "--json"},
        {"export", "1", "--out", "OUT", "--break-glass", "for the test"}
    };

    @TempDir static Path folder;
    private static final Map<Integer, Loupe> FOUND = new LinkedHashMap<>();
    private static final Map<Integer, List<String>> ANSWERS = new LinkedHashMap<>();

    @BeforeAll
    static void three_stores_alike_but_for_what_models_found() throws IOException {
        ANSWERS.clear();
        Loupe first = new Loupe(folder.resolve("first"));
        first.madeWithAChest().close();
        for (int findings : List.of(0, 1, 30)) {
            Loupe one = new Loupe(folder.resolve("found-" + findings));
            copy(first.home(), one.home());
            try (Workplace w = Workplace.open(one.opening(), Loupe.PASSPHRASE.toCharArray())) {
                ModelAnswers.of(w, findings);
            }
            FOUND.put(findings, one);
        }
    }

    private static Loupe store(int findings) {
        return Objects.requireNonNull(FOUND.get(findings));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path p : all.toList()) {
                Path at = to.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(at);
                } else {
                    Files.copy(p, at, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// What each command answers in the store of so many findings; asked once.
    private static List<String> answers(int findings) throws IOException {
        List<String> before = ANSWERS.get(findings);
        if (before != null) {
            return before;
        }
        Loupe one = store(findings);
        assertThat(one.run("opinion", "site", "ON").out()).contains("blind first");
        List<String> out = new ArrayList<>();
        for (String[] command : COMMANDS) {
            String[] c = command.clone();
            for (int i = 0; i < c.length; i++) {
                c[i] = c[i].equals("OUT") ? one.home().resolve("out").toString() : c[i];
            }
            Loupe.Answer a = findings == 1 ? one.process(c) : one.run(c);
            out.add(String.join(" ", command) + ": " + a.exit() + " " + a.out() + a.err());
        }
        assertThat(Files.exists(one.home().resolve("out"))).as("nothing was written out").isFalse();
        ANSWERS.put(findings, out);
        return out;
    }

    @Test
    void answer_alike_as_processes_and_tell_all_where_it_is_switched_off() throws IOException {
        assertThat(answers(1)).isEqualTo(answers(0));
        assertThat(store(1).run("opinion", "site", "OFF").exit()).isZero();
        assertThat(store(1).run("show", "1").out()).as("switched off").contains("F1");
    }

    @Test
    void answer_alike_before_and_tell_all_after_it() throws IOException {
        Loupe thirty = store(30);
        assertThat(thirty.run("list").out()).as("off unless asked for").contains("30 findings");
        assertThat(answers(30)).isEqualTo(answers(0));
        assertThat(String.join("\n", answers(0))).contains("findings hidden", "first opinion").doesNotContain("nodule");

        assertThat(thirty.run("opinion", "commit", "1", "--assessment", "FINDING").exit()).as("nothing is marked").isNotZero();
        assertThat(thirty.run("opinion", "commit", "1", "--assessment", "NO_FINDING").out()).contains("no finding");
        assertThat(thirty.run("list").out()).contains("30 findings");
        assertThat(thirty.run("show", "1").out()).contains("F30");
        assertThat(thirty.run("opinion", "show", "1").out()).contains("only models  F30");
        assertThat(thirty.run("review", "1", "--accept", "all").exit()).isZero();
        assertThat(thirty.run("seal", "1").exit()).isZero();
        assertThat(thirty.process("opinion", "report").out()).contains("30 of 30 (100 %, 89 to 100 %)", "truth not known 30");
        assertThat(thirty.run("export", "1", "--out", thirty.home().resolve("out").toString()).exit()).isZero();
    }
}
