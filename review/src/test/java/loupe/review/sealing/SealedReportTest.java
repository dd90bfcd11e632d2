package loupe.review.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import loupe.review.edit.KeptReport;
import loupe.review.edit.KeptReport.Line;
import loupe.review.edit.KeptReport.Origin;
import loupe.review.edit.ReviewState;
import org.junit.jupiter.api.Test;

/// AI-5: the words of the report are part of what is signed.
class SealedReportTest {
    private static ReviewState with(String text) {
        ReviewState empty = ReviewState.empty();
        return empty.with(new KeptReport(
                "reader", Instant.EPOCH, "General", KeptReport.basisOf(empty),
                List.of(new Line("own:1", "IMPRESSION", "", text, "", List.of(), Origin.OWN))));
    }

    @Test
    void another_word_is_another_digest() {
        assertThat(SealReview.digest("1.2", with("Nothing new."))).isEqualTo(SealReview.digest("1.2", with("Nothing new.")));
        assertThat(SealReview.digest("1.2", with("Nothing new."))).isNotEqualTo(SealReview.digest("1.2", with("Something new.")));
    }

    @Test
    void a_review_without_a_report_is_signed_as_it_was_before_there_were_any() {
        assertThat(SealReview.digest("1.2", ReviewState.empty()))
                .as("sha256sum of {\"body\":\"1.2\",\"type\":\"study-uid\",\"v\":1}")
                .isEqualTo("b9bc2ce91ce8ec0303ed3cf1c01d840eefd32e77633d99fca2a29393219140bf")
                .isNotEqualTo(SealReview.digest("1.2", with("Nothing new.")));
    }
}
