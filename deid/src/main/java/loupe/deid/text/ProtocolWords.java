package loupe.deid.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// The words a description may keep; every other word is dropped. Immutable.
public final class ProtocolWords {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}+&.\u2215-]+|[-.](?!\\d)|(?<!\\d)[-.]");
    /// Slice thickness, one-digit counts and the like; too short to be a day, an age or a number of a person.
    private static final Pattern FIGURE = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?MM|\\d{1,2}\\.\\d|\\d\\.\\d{2}|\\d|\\d{1,2}(ST|ND|RD|TH)");
    private static final Pattern WITH_OR_WITHOUT = Pattern.compile("(?i)\\b(w)/(o?)(?![\\p{L}\\p{N}])");
    private static final char SLASH = '\u2215';

    private final Set<String> words;

    private ProtocolWords(Set<String> words) {
        this.words = words;
    }

    /// The list that comes with the program.
    public static ProtocolWords builtIn() {
        Set<String> words = new HashSet<>(1_000);
        try (InputStream in = ProtocolWords.class.getResourceAsStream("protocol-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("protocol-words.txt is missing from the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    words.addAll(Arrays.asList(line.split(" ")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProtocolWords(Set.copyOf(words));
    }

    /// Whether a word is one of them, whatever its case.
    public boolean contains(String word) {
        return words.contains(word.toUpperCase(Locale.ROOT));
    }

    /// The protocol words of a text in their order, separated by single spaces; empty if it has none.
    ///
    /// @param known words of this patient's identifiers, which go even where they are protocol words
    /// @param figures whether slice thicknesses and counts may stay, as in a description but not in a comment
    public String reduce(String text, KnownValues known, boolean figures) {
        StringJoiner kept = new StringJoiner(" ");
        String open = WITH_OR_WITHOUT.matcher(Scrubber.withoutPeopleAndDays(text)).replaceAll("$1" + SLASH + "$2");
        for (String part : BETWEEN.split(open)) {
            String word = part.replace(SLASH, '/');
            String upper = word.toUpperCase(Locale.ROOT);
            if ((words.contains(upper) || figures && FIGURE.matcher(upper).matches()) && !known.isPart(word)) {
                kept.add(word);
            }
        }
        return kept.toString();
    }
}
