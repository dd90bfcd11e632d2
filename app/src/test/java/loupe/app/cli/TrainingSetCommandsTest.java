package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import loupe.core.digest.Sha256;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training sets from the command line, each command on a store opened anew. The set that leaves is written by a process of its own.
class TrainingSetCommandsTest {
    @TempDir Path folder;
    private Loupe loupe;
    private Path out;

    /// A sealed review of two findings of one person, who was not asked yet: F1 is accepted, F2 rejected.
    @BeforeEach
    void a_sealed_review() throws IOException {
        loupe = new Loupe(folder.resolve("site"));
        out = folder.resolve("sets/first");
        try (Workplace w = loupe.madeWithAChest()) {
            String study = ModelAnswers.of(w, 2);
            ReviewSession review = w.review(study);
            review.accept(new FindingId("F1"));
            review.reject(new FindingId("F2"), RejectReason.NORMAL_ANATOMY, "");
            w.sealing().run(study, w.actor(), "reviewed and approved");
        }
    }

    private Loupe.Answer write(String name, Path to, String... more) {
        return loupe.run(Stream.concat(Stream.of("training-set", "write", name, "--out", to.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private void says(String decision) {
        assertThat(loupe.run("consent", "1", "--purpose", "TRAINING", "--decision", decision, "--notice", "notice 1").exit()).isZero();
    }

    @Test
    void a_set_is_written_listed_and_followed() throws IOException {
        says("GIVEN");
        Loupe.Answer written = loupe.process("training-set", "write", "first", "--out", out.toString());
        assertThat(written.exit()).as(written.toString()).isZero();
        String manifest = Sha256.hex(Files.readAllBytes(out.resolve("manifest.csv")));
        assertThat(written.out()).contains("cases 1, images 1, masks 1; manifest.csv " + manifest);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder(
                    "case-0001-image-1.nii.gz", "case-0001-image-1-mask-1.nii.gz", "manifest.csv", "card.md", "export.json");
        }
        assertThat(loupe.run("training-set", "list").out()).startsWith("first  ").contains("  reader  cases 1").doesNotContain("must go");
        Loupe.Answer all = loupe.run("training-set", "show", "first");
        assertThat(all.exit()).isZero();
        assertThat(all.out()).contains("every person in it still agrees");
        assertThat(loupe.run("audit", "show").out()).contains("training set first, case 1");

        says("WITHDRAWN");
        assertThat(loupe.run("training-set", "list").out()).contains("cases 1  1 must go");
        Loupe.Answer gone = loupe.run("training-set", "show", "first");
        assertThat(gone.exit()).as("a script must notice").isEqualTo(1);
        assertThat(gone.out()).contains("case 1 must go: consent taken back or ended");
        Loupe.Answer json = loupe.run("training-set", "show", "first", "--json");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().get(0).get("number").asInt()).isEqualTo(1);
        assertThat(json.json().get(0).get("why").asText()).isEqualTo("consent taken back or ended");
    }

    @Test
    void without_consent_nothing_leaves() {
        Loupe.Answer refused = write("first", out);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.faults()).singleElement().asString().contains("no study can go into the set", "has not agreed to training");
        assertThat(out).doesNotExist();
        assertThat(loupe.run("training-set", "list").out()).isEmpty();
        Loupe.Answer none = loupe.run("training-set", "show", "first");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.faults()).singleElement().asString().contains("no training set of that name");
    }

    @Test
    void a_folder_that_holds_files_is_refused_an_empty_one_is_not_and_a_name_is_used_once() throws IOException {
        says("GIVEN");
        Path mine = Files.writeString(Files.createDirectories(out).resolve("mine.txt"), "mine");
        Loupe.Answer full = write("first", out);
        assertThat(full.exit()).isEqualTo(1);
        assertThat(full.faults()).singleElement().asString().contains("the folder holds files");
        assertThat(mine).hasContent("mine");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).containsExactly(mine);
        }
        Files.delete(mine);
        JsonNode said = write("first", out, "1", "--json").json();
        assertThat(said.get("name").asText()).isEqualTo("first");
        assertThat(said.get("cases").asInt()).isEqualTo(1);
        assertThat(said.get("images").asInt()).isEqualTo(1);
        assertThat(said.get("masks").asInt()).isEqualTo(1);
        assertThat(said.get("manifestSha256").asText()).isEqualTo(Sha256.hex(Files.readAllBytes(out.resolve("manifest.csv"))));
        assertThat(said.get("leftOut")).isEmpty();
        assertThat(write("first", folder.resolve("sets/again")).faults()).singleElement().asString().contains("take another name");
        assertThat(folder.resolve("sets/again")).doesNotExist();
        assertThat(write("Not a name", folder.resolve("sets/again")).faults()).singleElement().asString().contains("small letters");
        assertThat(loupe.run("training-set", "write", "second").exit()).as("misused").isEqualTo(2);
    }
}
