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
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}+&.-]+|[-.](?!\\d)|(?<!\\d)[-.]");
    private static final Pattern THICKNESS = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?MM");

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
    public String reduce(String text, KnownValues known) {
        StringJoiner kept = new StringJoiner(" ");
        for (String word : BETWEEN.split(text)) {
            String upper = word.toUpperCase(Locale.ROOT);
            if ((words.contains(upper) || THICKNESS.matcher(upper).matches()) && !known.isPart(word)) {
                kept.add(word);
            }
        }
        return kept.toString();
    }
}
