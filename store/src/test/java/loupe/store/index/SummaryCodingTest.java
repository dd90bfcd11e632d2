package loupe.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.store.db.ByteSink;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.Test;

/// Rows of the list that earlier versions wrote are read by this one.
class SummaryCodingTest {
    private static final StudySummary FIRST = new StudySummary(
            "2.25.1", "P-1", "F", "042Y", "20200101", "CT chest", "CT", 3, 4, StudyState.TO_REVIEW, 5);

    /// As version 1 of the row was written, byte for byte.
    private static byte[] firstVersion() {
        return new ByteSink()
                .u8(1)
                .text("2.25.1").text("P-1").text("F").text("042Y").text("20200101").text("CT chest").text("CT")
                .i32(3).i32(4).text("TO_REVIEW").i32(5)
                .toBytes();
    }

    @Test
    void a_row_of_version_1_is_read_as_not_rated_and_in_nobodys_hand() throws StoreException {
        StudySummary read = SummaryCoding.read(firstVersion());
        assertThat(read).isEqualTo(FIRST);
        assertThat(read.urgency()).isEqualTo(Urgency.UNKNOWN);
        assertThat(read.claim()).isEmpty();
        assertThat(SummaryCoding.read(SummaryCoding.write(read))).as("written anew").isEqualTo(FIRST);
    }

    @Test
    void urgency_and_claim_come_back_as_they_were_written() throws StoreException {
        for (Urgency.Level level : Urgency.Level.values()) {
            StudySummary s = FIRST.with(5, new Urgency(level, 2))
                    .with(Optional.of(new StudyClaim("anna", Instant.parse("2026-01-02T12:00:00.123Z"))));
            assertThat(SummaryCoding.read(SummaryCoding.write(s))).isEqualTo(s);
        }
    }

    @Test
    void a_row_of_a_later_version_is_refused_and_nothing_guessed() {
        byte[] later = SummaryCoding.write(FIRST);
        later[0] = 3;
        assertThatThrownBy(() -> SummaryCoding.read(later)).isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNKNOWN_FORMAT));
    }
}
