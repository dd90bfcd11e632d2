package loupe.review.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What a person saw of the test pattern on a monitor.
///
/// @param time when, UTC; the epoch where the display was never looked at
/// @param monitor size of the monitor in device pixels, such as `1920 x 1080`
/// @param answers each question's word, and whether it was seen as it must be
public record DisplayCheck(Instant time, String monitor, Map<String, Boolean> answers) {
    /// Never looked at.
    public static final DisplayCheck NEVER = new DisplayCheck(Instant.EPOCH, "", Map.of());

    /// How long a look holds: the pattern is to be looked at every month.
    public static final Duration HOLDS = Duration.ofDays(31);

    /// Copies the answers.
    public DisplayCheck {
        answers = Map.copyOf(answers);
    }

    /// Whether all was seen as it must be.
    public boolean passed() {
        return !answers.isEmpty() && answers.values().stream().allMatch(a -> a);
    }

    /// Whether the display counts as checked: looked at within [#HOLDS], and all seen as it must be.
    public boolean holds(Instant now) {
        return passed() && !time.isAfter(now) && time.plus(HOLDS).isAfter(now);
    }
}
