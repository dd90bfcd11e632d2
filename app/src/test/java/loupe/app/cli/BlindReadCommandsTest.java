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
import java.util.stream.Stream;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before the first opinion no command says or writes what models found: each answers the same for 0 and 30 findings, those that
/// list and show for 1 too; there each is a process of its own, and answers as the others do.
class BlindReadCommandsTest {
    private static final String[][] COMMANDS = {
        {"list"}, {"list", "--json"}, {"show", "1"}, {"show", "1", "--json"}, {"review", "1"}, {"review", "1", "--json"},
        {"review", "1", "--accept", "all"}, {"review", "1", "--reject", "F1", "--reason", "ARTEFACT"}, {"review", "1", "--undo"},
        {"seal", "1"}, {"export", "1", "--out", "OUT"}, {"render", "1", "--out", "OUT"},
        {"explain", "1", "--finding", "F1", "--out", "OUT"}, {"explain", "1", "--finding", "F31"}, {"models", "report"},
        {"opinion", "show", "1"}, {"opinion", "report", "--json"},
        {"export", "1", "--out", "OUT", "--break-glass", "for the test"}
    };

    /// How many of them list and show: those are tried for one finding too.
    private static final int LISTS = 5;

    @TempDir static Path folder;
    private static final Map<Integer, Loupe> FOUND = new LinkedHashMap<>();

    private static Workplace.Opening opening(Loupe one) {
        Path home = one.home();
        Places places = new Places(home.resolve("device"), home.resolve("log/loupe.log"), home.resolve("store"));
        return new Workplace.Opening(places.store(), places, "reader", KdfCost.production(), 0);
    }

    @BeforeAll
    static void three_stores_alike_but_for_what_models_found() throws IOException {
        SampleStudies.Written samples = SampleStudies.write(folder.resolve("samples"), PhantomSeeds.demo());
        Loupe first = new Loupe(folder.resolve("first"));
        try (Workplace w = Workplace.create(opening(first), Loupe.PASSPHRASE.toCharArray())) {
            w.importing().run(samples.ctFiles().subList(50, 56), JobContext.unattended());
        }
        for (int findings : List.of(0, 1, 30)) {
            Loupe one = new Loupe(folder.resolve("found-" + findings));
            copy(first.home(), one.home());
            try (Workplace w = Workplace.open(opening(one), Loupe.PASSPHRASE.toCharArray())) {
                ModelAnswers.of(w, findings);
            }
            FOUND.put(findings, one);
        }
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

    private static List<String> answers(Loupe one, int most) throws IOException {
        List<String> out = new ArrayList<>();
        for (String[] command : List.of(COMMANDS).subList(0, most)) {
            String[] c = command.clone();
            for (int i = 0; i < c.length; i++) {
                c[i] = c[i].equals("OUT") ? one.home().resolve("out").toString() : c[i];
            }
            Loupe.Answer a = one == FOUND.get(1) ? one.process(c) : one.run(c);
            out.add(String.join(" ", command) + ": " + a.exit() + " " + a.out() + a.err());
        }
        return out;
    }

    @Test
    void answer_alike_before_and_tell_all_after_it() throws IOException {
        Loupe thirty = FOUND.get(30);
        assertThat(thirty.run("list").out()).as("off unless asked for").contains("30 findings");
        List<List<String>> all = new ArrayList<>();
        for (Loupe one : FOUND.values()) {
            assertThat(one.run("opinion", "site", "ON").out()).contains("blind first");
            all.add(answers(one, one == FOUND.get(1) ? LISTS : COMMANDS.length));
            assertThat(Files.exists(one.home().resolve("out"))).as("nothing was written out").isFalse();
        }
        assertThat(all.get(1)).isEqualTo(all.get(0).subList(0, LISTS));
        assertThat(all.get(2)).isEqualTo(all.get(0));
        assertThat(String.join("\n", all.getFirst())).contains("findings hidden", "first opinion").doesNotContain("nodule");

        assertThat(thirty.run("opinion", "commit", "1", "--assessment", "FINDING").exit()).as("nothing is marked").isNotZero();
        assertThat(thirty.run("opinion", "commit", "1", "--assessment", "NO_FINDING").out()).contains("no finding");
        assertThat(thirty.run("list").out()).contains("30 findings");
        assertThat(thirty.run("show", "1").out()).contains("F30");
        assertThat(thirty.run("opinion", "show", "1").out()).contains("only models  F30");
        assertThat(thirty.run("review", "1", "--accept", "all").exit()).isZero();
        assertThat(thirty.run("seal", "1").exit()).isZero();
        assertThat(thirty.process("opinion", "report").out()).contains("30 of 30 (100 %, 89 to 100 %)", "truth not known 30");
        assertThat(thirty.run("export", "1", "--out", thirty.home().resolve("out").toString()).exit()).isZero();
        assertThat(FOUND.get(1).run("opinion", "site", "OFF").exit()).isZero();
        assertThat(FOUND.get(1).run("show", "1").out()).as("switched off").contains("F1");
    }
}
