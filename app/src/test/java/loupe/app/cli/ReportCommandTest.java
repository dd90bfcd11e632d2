package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.app.shell.ModelAnswers;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-5: the report from the command line, each command on a store opened anew, so that all of it is read back.
class ReportCommandTest {
    @TempDir Path folder;

    private Loupe site() throws IOException {
        Loupe loupe = new Loupe(folder.resolve("site"));
        try (Workplace w = loupe.madeWithAChest()) {
            String study = ModelAnswers.of(w, 2);
            ReviewSession review = w.review(study);
            review.accept(new FindingId("F1"));
            review.reject(new FindingId("F2"), RejectReason.NORMAL_ANATOMY, "");
        }
        return loupe;
    }

    private static String number(JsonNode report, String key) {
        for (JsonNode l : report.get("lines")) {
            if (l.get("key").asText().equals(key)) {
                return l.get("number").asText();
            }
        }
        throw new AssertionError("no line " + key + " in " + report);
    }

    @Test
    void it_is_drafted_put_otherwise_signed_and_written() throws IOException {
        Loupe loupe = site();
        Loupe.Answer draft = loupe.process("report", "1");
        assertThat(draft.out()).contains("DRAFT, NOT KEPT", "TECHNIQUE", "IMPRESSION", "[F1]", "not a certified medical device")
                .doesNotContain("F2");
        String n = number(loupe.run("report", "1", "--json").json(), "finding:F1");
        Loupe.Answer put = loupe.run("report", "1", "--set", n + "=A nodule; see below.", "--add", "IMPRESSION=CT again in a year.",
                "--take-out", "comparison");
        assertThat(put.err()).doesNotContain("failed");
        assertThat(put.out()).contains("DRAFT, KEPT", "A nodule; see below.  [F1, put otherwise]", "CT again in a year.",
                "taken out of comparison");
        Path pdf = folder.resolve("report.pdf");
        Loupe.Answer written = loupe.run("report", "1", "--text", "--out", pdf.toString());
        assertThat(written.out()).contains("A nodule; see below.").doesNotContain("[F1");
        assertThat(written.err()).contains("marked as a draft");
        assertThat(new String(Files.readAllBytes(pdf), StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");

        assertThat(loupe.run("seal", "1").exit()).isZero();
        Loupe.Answer signed = loupe.run("report", "1");
        assertThat(signed.out()).contains("Signed by", "A nodule; see below.", "CT again in a year.").doesNotContain("Not compared");
        Loupe.Answer refused = loupe.run("report", "1", "--set", "1=other");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("does not change any more");
        assertThat(loupe.run("audit", "verify").exit()).isZero();
        Loupe.Answer log = loupe.run("audit", "show", "--most", "1000");
        assertThat(log.out()).doesNotContain("see below");
    }

    @Test
    void sealing_refuses_a_report_that_no_longer_fits() throws IOException {
        Loupe loupe = site();
        loupe.run("report", "1", "--set", "finding:F1=My words.");
        loupe.run("review", "1", "--reject", "F1", "--reason", "ARTEFACT");
        assertThat(loupe.run("report", "1").out()).contains("KEPT BEFORE THE FINDINGS CHANGED", "My words.", "no longer accepted");
        Loupe.Answer refused = loupe.run("seal", "1");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("loupe report");
        loupe.run("report", "1", "--take-out", "finding:F1");
        assertThat(loupe.run("seal", "1").exit()).isZero();
        assertThat(loupe.process("report", "1", "--text").out()).doesNotContain("My words.").contains("Signed by");
    }
}
