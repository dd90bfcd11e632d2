package loupe.deid.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The identifiers one instance itself names: looked for in any text that is kept.
public final class KnownValues {
    private static final int NAME_PART = 2;
    private static final int WHOLE = 4;
    private static final int OTHER_PART = 5;
    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final ProtocolWords words;
    private final Set<String> parts = new HashSet<>();
    private final Set<String> wholes = new HashSet<>();

    /// None yet.
    ///
    /// @param words words that do not count as parts of an identifier, unless of a person's name
    public KnownValues(ProtocolWords words) {
        this.words = words;
    }

    /// Adds a person's name: each of its parts of two or more characters, or of one in scripts
    /// of whole words.
    public void addName(String name) {
        addWhole(name);
        for (String part : PARTS.split(name)) {
            // Mr and MR: a title in a name must not cost every description its modality.
            boolean word = part.length() == NAME_PART && words.contains(part);
            if (part.length() >= NAME_PART && !word || isIdeographic(part)) {
                parts.add(folded(part));
            }
        }
    }

    /// Adds an identifier, an address, a name of a place: the whole, and its parts of five or more characters.
    public void addIdentifier(String value) {
        addWhole(value);
        for (String part : PARTS.split(value)) {
            if (part.length() >= OTHER_PART && !words.contains(part)) {
                parts.add(folded(part));
            }
        }
    }

    private void addWhole(String value) {
        String whole = folded(value).strip();
        if (whole.length() >= WHOLE && !words.contains(whole)) {
            wholes.add(whole);
        }
    }

    /// Case taken out letter by letter, so that positions stay (the German sharp s has a longer upper case).
    private static String folded(String s) {
        StringBuilder out = new StringBuilder(s.length());
        for (int i = 0; i < s.length(); i++) {
            out.append(Character.toLowerCase(Character.toUpperCase(s.charAt(i))));
        }
        return out.toString();
    }

    /// Whether a text is of a script whose names are one to three characters long.
    private static boolean isIdeographic(String s) {
        return !s.isEmpty()
                && s.codePoints().allMatch(c -> Character.isIdeographic(c)
                        || Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
    }

    /// Whether a word is one of the parts.
    public boolean isPart(String word) {
        return parts.contains(folded(word));
    }

    /// Whether a value is one of the identifiers as a whole.
    public boolean isWhole(String value) {
        return wholes.contains(folded(value));
    }

    /// Whether a text holds a known identifier: a whole one anywhere, or a part of one as a word (anywhere from five
    /// characters on).
    public boolean isIn(String text) {
        return !spans(text).isEmpty();
    }

    /// The text with every known identifier replaced by a single hyphen.
    public String scrub(String text) {
        List<int[]> spans = spans(text);
        if (spans.isEmpty()) {
            return text;
        }
        boolean[] out = new boolean[text.length()];
        for (int[] s : spans) {
            java.util.Arrays.fill(out, s[0], s[1], true);
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!out[i]) {
                kept.append(text.charAt(i));
            } else if (i == 0 || !out[i - 1]) {
                kept.append('-');
            }
        }
        return kept.toString();
    }

    private List<int[]> spans(String text) {
        List<int[]> spans = new ArrayList<>();
        String folded = folded(text);
        for (String whole : wholes) {
            find(folded, whole, false, spans);
        }
        for (String part : parts) {
            find(folded, part, part.length() < OTHER_PART && !(part.length() > 1 && isIdeographic(part)), spans);
        }
        return spans;
    }

    private static void find(String text, String what, boolean asWord, List<int[]> spans) {
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            int end = at + what.length();
            boolean alone = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (!asWord || alone) {
                spans.add(new int[] {at, end});
            }
        }
    }
}
