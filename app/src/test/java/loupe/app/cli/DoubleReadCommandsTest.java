package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: a whole double reading from the command line, each command on a store opened anew, so that all of it is read back. What the
/// second reader is shown of it, their end and the report are processes of their own, to which nothing but the disk tells anything.
class DoubleReadCommandsTest {
    @TempDir Path folder;
    private Loupe loupe;

    private Loupe.Answer as(String user, String... command) {
        return loupe.as(user, command);
    }

    @Test
    void a_study_is_drawn_read_by_two_settled_by_a_third_sealed_and_counted() throws IOException {
        loupe = new Loupe(folder.resolve("site"));
        try (Workplace w = loupe.madeWithAChest()) {
            ModelAnswers.of(w, 4);
        }
        loupe.add("RADIOLOGIST", "ben", "cara");

        assertThat(loupe.run("double-read", "rule").out()).contains("no study is drawn");
        assertThat(as("ben", "double-read", "rule", "CT", "every").exit()).as("an administrator's").isEqualTo(1);
        assertThat(loupe.run("double-read", "rule", "CT", "0").err()).contains("none, every, or a number");
        assertThat(loupe.run("double-read", "rule", "CT", "every").out()).contains("drawn for two readers: every CT");
        assertThat(loupe.run("double-read", "list").out()).contains("two readers read no study now");

        // The first reader's first step draws the study and begins the first reading.
        assertThat(loupe.run("review", "1", "--accept", "F1", "--accept", "F2").exit()).isZero();
        assertThat(loupe.run("double-read", "list", "--json").json().at("/0/yours").asText()).isEqualTo("BEGUN");
        assertThat(loupe.run("double-read", "finish", "1").err()).contains("decide on F3, F4 first");
        assertThat(loupe.run("review", "1", "--reject", "F3", "--reject", "F4", "--reason", "ARTEFACT").exit()).isZero();
        assertThat(loupe.run("seal", "1").err()).contains("Two readers read this study");
        assertThat(loupe.run("double-read", "finish", "1").out()).contains("the other one is not finished");

        // The second reader is told nothing of it.
        assertThat(loupe.processAs("ben", "list").out()).contains("second read", "4 findings");
        Loupe.Answer shown = loupe.processAs("ben", "show", "1");
        assertThat(shown.out()).contains("F1", "F4").doesNotContainIgnoringCase("accepted").doesNotContainIgnoringCase("rejected")
                .doesNotContain("reader").doesNotContainIgnoringCase("artefact");
        assertThat(as("ben", "review", "1", "--json").out()).contains("F1").doesNotContain("ARTEFACT").doesNotContain("\"reader\"");
        assertThat(as("ben", "export", "1", "--out", folder.resolve("out").toString()).err()).contains("Two readers");
        assertThat(as("ben", "models", "report").out()).contains("\"decided\" : 0");
        assertThat(as("ben", "double-read", "list").out()).contains("study 1: a reading is free for you");
        assertThat(as("ben", "double-read", "begin", "1").exit()).isZero();
        assertThat(as("ben", "double-read", "begin", "1").err()).contains("begun your reading of this study already");
        assertThat(loupe.run("double-read", "begin", "1").err()).contains("the other reading is another person's");
        assertThat(as("cara", "double-read", "begin", "1").err()).contains("Both readings of this study are begun");
        assertThat(as("ben", "review", "1", "--accept", "F1", "--accept", "F3").exit()).isZero();
        assertThat(as("ben", "review", "1", "--reject", "F2", "--reject", "F4", "--reason", "NORMAL_ANATOMY").exit()).isZero();
        assertThat(loupe.run("review", "1", "--json").out()).as("the first reader's stays").contains("ARTEFACT")
                .doesNotContain("NORMAL_ANATOMY");
        assertThat(loupe.processAs("ben", "double-read", "finish", "1").out()).contains("a third reader settles 2 differences");

        // A third settles F2, which only the first has, and F3, which only the second has.
        assertThat(as("ben", "double-read", "differences", "1").err()).contains("one of this study's two readers");
        assertThat(as("cara", "list").out()).contains("to adjudicate");
        Loupe.Answer text = as("cara", "double-read", "differences", "1");
        assertThat(text.out()).contains("found by one reader at", "the model's finding F2", "the model's finding F3", "nothing there")
                .doesNotContain("ben");
        JsonNode differences = as("cara", "double-read", "differences", "1", "--json").json();
        assertThat(differences).hasSize(2);
        for (JsonNode d : differences) {
            String number = d.get("number").asText();
            boolean f2 = d.toString().contains("\"F2\"");
            String found = d.at("/a/model").asText().isEmpty() ? "B" : "A";
            String nothing = found.equals("A") ? "B" : "A";
            assertThat(as("cara", "double-read", "adjudicate", "1", number, "--verdict", "OWN", "--reason", "SEEN_ON_IMAGES").err())
                    .contains("name the finding of your own");
            assertThat(as("cara", "double-read", "adjudicate", "1", number, "--verdict", f2 ? nothing : found, "--reason",
                                    f2 ? "NOTHING_THERE" : "SEEN_ON_IMAGES")
                            .out())
                    .contains("kept; ");
        }
        assertThat(as("cara", "list").out()).contains("adjudicated");
        assertThat(as("cara", "review", "1", "--accept", "F2").err()).contains("sealed as it was settled");
        JsonNode review = as("cara", "review", "1", "--json").json();
        assertThat(review.findValuesAsText("verdict")).containsExactly("accepted", "rejected", "accepted", "rejected");
        assertThat(review.findValuesAsText("reason")).as("the adjudicator's, and the first reader's where both agree")
                .containsExactly("", "FALSE_POSITIVE", "", "ARTEFACT");
        assertThat(as("cara", "seal", "1").out()).contains("sealed by cara");
        assertThat(loupe.run("audit", "verify").out()).startsWith("intact");
        Loupe.Answer log = loupe.run("audit", "show");
        assertThat(log.out()).contains(
                "first reading finished", "second reading finished; 2 differences", "difference 1 settled", "concluded: 1 findings agreed");

        JsonNode report = loupe.run("double-read", "report", "--json").json();
        assertThat(report.get("studies").asInt()).isEqualTo(1);
        assertThat(report.at("/found/both").asInt()).isEqualTo(1);
        assertThat(report.at("/found/onlyFirst").asInt()).isEqualTo(1);
        assertThat(report.at("/found/onlySecond").asInt()).isEqualTo(1);
        assertThat(report.at("/classes/0/kappa/value").isNull()).isTrue();
        assertThat(loupe.process("double-read", "report").out()).contains(
                "1 study read by two readers and settled, by 1 pair of readers; 0 not settled yet",
                "kappa (Cohen): too few studies (1; a number from 20 on)", "differences settled for: second 2");
        assertThat(loupe.run("double-read", "report", "--until", "2000-01-01").out()).contains("0 studies read by two");
    }

    @Test
    void a_reading_is_taken_over_by_a_command_with_a_reason() throws IOException {
        loupe = new Loupe(folder.resolve("taken"));
        try (Workplace w = loupe.madeWithAChest()) {
            ModelAnswers.of(w, 1);
        }
        loupe.add("RADIOLOGIST", "ben", "cara");
        assertThat(loupe.run("double-read", "assign", "1").exit()).isZero();
        assertThat(as("ben", "review", "1", "--accept", "F1").exit()).isZero();
        assertThat(as("cara", "double-read", "take-over", "1", "--from", "ben", "--reason", " ").err()).contains("say in at most");
        assertThat(as("cara", "double-read", "take-over", "1", "--from", "nobody", "--reason", "on leave").err())
                .contains("no unfinished reading");
        assertThat(as("cara", "double-read", "take-over", "1", "--from", "ben", "--reason", "on leave").out())
                .contains("the reading is yours as it stands");
        assertThat(as("ben", "double-read", "finish", "1").err()).contains("that one finishes it");
        assertThat(as("cara", "double-read", "finish", "1").out()).contains("your reading is finished and kept");
        assertThat(loupe.run("audit", "verify").out()).startsWith("intact");
    }
}
