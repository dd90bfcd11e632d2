package loupe.review.exporting;

import java.util.regex.Pattern;

/// Dates as readers write them into words. Dates in this store are shifted: one that a reader read off here is wrong elsewhere.
public final class WrittenDate {
    private static final Pattern DATE =
            Pattern.compile("\\b(?:(?:19|20)\\d{2}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./](?:19|20)\\d{2})\\b");

    private WrittenDate() {}

    /// Whether a text names a day, by year, month and day or the other way round.
    public static boolean in(String text) {
        return DATE.matcher(text).find();
    }
}
