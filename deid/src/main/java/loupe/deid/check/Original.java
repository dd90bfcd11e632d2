package loupe.deid.check;

/// An original value to look for.
///
/// @param text as decoded
/// @param kind what it is
/// @param attribute keyword or tag
/// @param part whether it is but a part of a name
record Original(String text, LeakKind kind, String attribute, boolean part) {
    private static final int SHORTEST = 5;
    private static final int WORD_UP_TO = 5;

    /// Whether it counts only where it stands as a word of its own: five letters stand in many a longer word.
    boolean asWord() {
        return part && text.length() <= WORD_UP_TO;
    }

    /// Whether it is a number, which does not count inside a longer one.
    boolean isNumber() {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Five characters, or bytes enough in a script whose names are short.
    boolean isLongEnough() {
        return text.length() >= SHORTEST || text.codePoints().filter(c -> c > 0x2E80).count() >= 2;
    }

    /// Says nothing of the value, so that no log can.
    @Override
    public String toString() {
        return "Original " + kind;
    }
}
