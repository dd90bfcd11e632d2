package loupe.deid.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What a code string (VR CS) may say: a defined term or enumerated value of PS3.3 or of a scanner, or a few of their words.
/// Anything else in a CS is free text that somebody wrote where a code belongs. Immutable.
public final class DefinedTerms {
    private static final Pattern BETWEEN = Pattern.compile("[ _]+");
    /// Counts, echoes and sizes; too short to be a day or a number of a person.
    private static final Pattern SHORT = Pattern.compile("|\\d{1,3}|[A-Z]{1,2}\\d{1,2}|\\d[A-Z]{1,2}|[A-Z]");
    private static final Pattern DIRECTION = Pattern.compile("[LRAPHF]{1,3}");

    private final ProtocolWords protocol;
    private final Set<String> terms = new HashSet<>(4_000);
    private final Set<String> words = new HashSet<>(4_000);

    private DefinedTerms(ProtocolWords protocol) {
        this.protocol = protocol;
    }

    /// The terms that come with the program.
    ///
    /// @param protocol words that may stand in a code as they may in a description
    public static DefinedTerms builtIn(ProtocolWords protocol) {
        DefinedTerms out = new DefinedTerms(protocol);
        lines("defined-terms.txt", out::add);
        lines("more-terms.txt", line -> Arrays.stream(line.split(" ")).forEach(out::add));
        return out;
    }

    private static void lines(String resource, Consumer<String> each) {
        try (InputStream in = DefinedTerms.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .forEach(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String term) {
        terms.add(term);
        words.addAll(Arrays.asList(BETWEEN.split(term)));
    }

    /// Whether a value is a term or made of the words of terms and of protocol words.
    ///
    /// @param value one value, upper case, without padding
    public boolean allow(String value) {
        if (terms.contains(value) || DIRECTION.matcher(value).matches()) {
            return true;
        }
        for (String word : BETWEEN.split(value)) {
            if (!words.contains(word) && !protocol.contains(word) && !SHORT.matcher(word).matches()) {
                return false;
            }
        }
        return true;
    }
}
