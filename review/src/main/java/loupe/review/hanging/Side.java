package loupe.review.hanging;

import java.util.Collection;
import java.util.Set;

/// Side of the body.
public enum Side {
    /// Not said, or of an unpaired part.
    NONE("either side"),
    LEFT("left"),
    RIGHT("right"),
    BOTH("both sides");

    private static final Set<String> LEFT_WORDS = Set.of("LEFT", "LT", "LFT");
    private static final Set<String> RIGHT_WORDS = Set.of("RIGHT", "RT");
    private static final Set<String> BOTH_WORDS = Set.of("BOTH", "BILATERAL", "BILAT", "BIL");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    /// Name for people.
    public String text() {
        return text;
    }

    /// Both taken together.
    Side and(Side other) {
        return this == other || other == NONE ? this : this == NONE ? other : BOTH;
    }

    /// The side of a Laterality; its values are `R`, `L`, `B` and `U`.
    static Side of(String laterality) {
        return switch (laterality) {
            case "L" -> LEFT;
            case "R" -> RIGHT;
            case "B" -> BOTH;
            default -> NONE;
        };
    }

    /// The DICOM term; empty for no side.
    String term() {
        return this == NONE ? "" : name().substring(0, 1);
    }

    static Side named(Collection<String> words) {
        Side out = Words.any(words, BOTH_WORDS) ? BOTH : NONE;
        out = Words.any(words, LEFT_WORDS) ? out.and(LEFT) : out;
        return Words.any(words, RIGHT_WORDS) ? out.and(RIGHT) : out;
    }
}
