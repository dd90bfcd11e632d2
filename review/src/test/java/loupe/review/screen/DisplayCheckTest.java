package loupe.review.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayCheckTest {
    private static final Instant SEEN = Instant.parse("2026-10-01T08:00:00Z");

    @Test
    void holds_for_a_month_where_all_was_seen() {
        DisplayCheck good = new DisplayCheck(SEEN, "1920 x 1080", Map.of("PATCHES", true, "RAMPS", true));
        assertThat(good.holds(SEEN)).isTrue();
        assertThat(good.holds(SEEN.plus(Duration.ofDays(30)))).isTrue();
        assertThat(good.holds(SEEN.plus(Duration.ofDays(31)))).isFalse();
        assertThat(good.holds(SEEN.minusSeconds(1))).as("a clock set back proves nothing").isFalse();
    }

    @Test
    void does_not_hold_where_something_was_not_seen_or_nothing_asked() {
        assertThat(new DisplayCheck(SEEN, "", Map.of("PATCHES", true, "RAMPS", false)).holds(SEEN)).isFalse();
        assertThat(DisplayCheck.NEVER.holds(SEEN)).isFalse();
        assertThat(new DisplayCheck(SEEN, "", Map.of()).holds(SEEN)).isFalse();
    }
}
