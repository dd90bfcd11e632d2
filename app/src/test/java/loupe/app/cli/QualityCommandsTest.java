package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: second looks from the command line, each command on a store opened anew, so that all of it is read back.
class QualityCommandsTest {
    @TempDir static Path folder;
    private static final List<Loupe> SITE = new ArrayList<>();

    /// A sealed review of six findings: F1 to F3 accepted, the others rejected.
    @BeforeAll
    static void a_sealed_review_and_two_QA_reviewers() throws IOException {
        Loupe loupe = new Loupe(folder.resolve("site"));
        SITE.add(loupe);
        try (Workplace w = loupe.madeWithAChest()) {
            String study = ModelAnswers.of(w, 6);
            ReviewSession review = w.review(study);
            for (int n = 1; n <= 6; n++) {
                FindingId id = new FindingId("F" + n);
                if (n <= 3) {
                    review.accept(id);
                } else {
                    review.reject(id, RejectReason.NORMAL_ANATOMY, "");
                }
            }
            w.sealing().run(study, w.actor(), "reviewed and approved");
        }
        loupe.add("QA_REVIEWER", "qa", "otherqa");
    }

    private static Loupe.Answer as(String user, String... command) {
        return SITE.getFirst().as(user, command);
    }

    @Test
    void a_sample_is_drawn_judged_blind_scored_settled_and_reported() throws IOException {
        Loupe.Answer refused = SITE.getFirst().process("quality", "sample", "--size", "4");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("may not assess quality");
        assertThat(as("qa", "quality", "next").out()).contains("nothing is left");

        Loupe.Answer drawn = as("qa", "quality", "sample", "--size", "4", "--seed", "42");
        assertThat(drawn.out()).contains("sample 1: 4 of 6 findings, out of 2 strata, seed 42", "15 to 85 %");
        // Sampled, and not judged: no command of this account tells what the reader said, for its reader they still do.
        assertThat(as("qa", "list").out()).contains("second look", "findings hidden").doesNotContain("sealed");
        Loupe.Answer shown = as("qa", "show", "1");
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("F1", "F6").doesNotContainIgnoringCase("accepted").doesNotContainIgnoringCase("rejected")
                .doesNotContain("reader").doesNotContainIgnoringCase("sealed by");
        assertThat(SITE.getFirst().run("show", "1").out()).containsIgnoringCase("rejected").contains("reader");
        assertThat(as("qa", "models", "report").out()).contains("\"decided\" : 0").doesNotContain("\"decided\" : 6");
        assertThat(as("qa", "export", "1", "--out", folder.resolve("out").toString()).exit()).isEqualTo(1);
        JsonNode repeated = as("qa", "quality", "sample", "--size", "4", "--seed", "42", "--json").json();
        assertThat(repeated.get("seed").asText()).isEqualTo("42");
        assertThat(repeated.toString()).doesNotContain("ACCEPTED").doesNotContain("REJECTED");

        Loupe.Answer next = as("qa", "quality", "next", "--sample", "1");
        assertThat(next.out()).contains("item 1.1: study 1, CT, finding F", "nodule", "judge it").doesNotContain("the reader:");
        JsonNode again = as("qa", "quality", "next", "--json").json();
        assertThat(again.get("item").asText()).as("the one in hand").isEqualTo("1.1");
        assertThat(again.get("first").asText()).isEmpty();
        boolean accepted = List.of("F1", "F2", "F3").contains(again.get("finding").asText());

        assertThat(as("qa", "quality", "score", "1.1", "--reader", "1").err()).contains("judge item 1.1 first");
        assertThat(as("qa", "quality", "score", "1.1", "--verdict", "ACCEPTED", "--model", "4").err()).contains("1, 2a, 2b, 3a or 3b");
        Loupe.Answer judged = as("qa", "quality", "score", "1.1", "--verdict", accepted ? "REJECTED" : "ACCEPTED", "--model", "2a",
                "--minutes", "3");
        assertThat(judged.out()).contains(accepted ? "the reader: accepted" : "the reader: rejected (normal anatomy)", "model 2a");
        assertThat(as("qa", "quality", "score", "1.1", "--reader", "3b", "--minutes", "1.5").out()).contains("another person settles it");
        assertThat(as("qa", "quality", "arbitrate").out()).contains("0 wait for you");
        assertThat(as("qa", "quality", "arbitrate", "1.1", "--reader", "2b").err()).contains("somebody else");

        assertThat(as("otherqa", "quality", "arbitrate").out()).contains("item 1.1", "in question: reader 3b", "1 wait for you");
        assertThat(as("otherqa", "quality", "arbitrate", "--json").json().get(0).get("reader").asText()).isEqualTo("3b");
        assertThat(as("otherqa", "quality", "arbitrate", "1.1", "--reader", "2b", "--minutes", "0.5").out()).contains("settled");

        Loupe.Answer report = as("qa", "quality", "report");
        assertThat(report.out()).contains(
                "random sample 1: 1 of 4 items scored", "stands for 3 of 6 findings", "reader  1: 0  2a: 0  2b: 1  3a: 0  3b: 0",
                "model  1: 0  2a: 1", "2b, 3a, 3b: 1 of 1 (100 %, 21 to 100 %)",
                "5.0 minutes on 1 items; true catches: reader 1, model 0; 5.0 minutes for each", "random sample 2: 0 of 4 items",
                "1 review awaits a second look and is in no control chart of yours until then");
        assertThat(report.out()).as("of a review that holds what is still to be judged").doesNotContain("overrides of");
        JsonNode root = as("qa", "quality", "report", "--sample", "1", "--json").json();
        assertThat(root.get("samples")).hasSize(1);
        assertThat(root.at("/samples/0/reader/scores/2b").asInt()).isEqualTo(1);
        assertThat(root.at("/samples/0/effort/minutesPerCatch").asDouble()).isEqualTo(5);
        Loupe.Answer csv = as("qa", "quality", "report", "--csv");
        assertThat(csv.out().lines()).hasSize(2);
        assertThat(csv.out().lines().toList().getLast()).startsWith("1.1,random,net@1,CT,").endsWith(",2b,2a,settled,3.0,5.0");
        assertThat(as("qa", "audit", "verify").out()).startsWith("intact");
    }

    @Test
    void figures_come_with_intervals_their_studies_and_without_small_groups_where_they_are_written_out() throws IOException {
        Loupe reader = SITE.getFirst();
        Loupe.Answer said = reader.process("dashboard", "--by", "sex,age");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("1  net@1  ", "1 person", "   rejected 3 of 6 (50 %, 19 to 81 %)", "     normal anatomy 3 of 6",
                "overrides of net@1 by week", "reading time:");
        assertThat(reader.run("dashboard", "--cases", "1.rejected").out()).contains("1  ", "3 in 1 study");
        JsonNode root = reader.run("dashboard", "--by", "sex", "--json").json();
        assertThat(root.at("/findings/0/rejected/count").asInt()).isEqualTo(3);
        assertThat(root.at("/findings/0/rejected/low").asDouble()).isCloseTo(0.1876, org.assertj.core.api.Assertions.within(1e-3));
        Path page = folder.resolve("figures.html");
        assertThat(reader.run("dashboard", "--html", page.toString()).exit()).isZero();
        assertThat(Files.readString(page)).contains("<td>net@1", "3  50 % (19–81)").doesNotContain("<script");
        assertThat(reader.run("dashboard", "--by", "name").faults()).singleElement().asString().contains("scanner, protocol, modality, sex, age");
        assertThat(reader.run("dashboard", "--cases", "9.rejected").exit()).isEqualTo(1);
        assertThat(reader.run("audit", "show").out()).contains("FIGURES_READ");
    }

    @Test
    void what_makes_no_sense_is_refused_in_one_line() throws IOException {
        assertThat(as("qa", "quality").exit()).isEqualTo(2);
        assertThat(as("qa", "quality", "sample", "--size", "1", "--seed", "1").faults()).singleElement().asString().contains("2 to 6");
        assertThat(as("qa", "quality", "sample", "--size", "4", "--width", "0.1").exit()).isEqualTo(1);
        assertThat(as("qa", "quality", "sample", "--targeted").faults()).singleElement().asString().contains("targeted look");
        assertThat(as("qa", "quality", "score", "seven", "--verdict", "ACCEPTED", "--model", "1").err()).contains("named like 1.7");
        assertThat(as("qa", "quality", "score", "1.1").exit()).isEqualTo(1);
        assertThat(as("qa", "quality", "report", "--json", "--csv").exit()).isEqualTo(1);
    }
}
