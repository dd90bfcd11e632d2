package loupe.app.text;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.core.encoding.ResourceText;

/// Texts of one language by their English, read from a file as gettext writes it: `msgid "English"`, then `msgstr "the other"`.
///
/// @param words by their English, in the order of the file
/// @param shapes those with gaps that sentences of lower floors are compared with, the longest first
record WordTable(Map<String, String> words, List<Shape> shapes) {
    private static final Pattern GAP = Pattern.compile("\\{\\d}");

    /// A sentence with gaps.
    ///
    /// @param piece its longest piece between gaps, which most other sentences lack
    /// @param english what it looks like in English, with a group for each gap
    /// @param other the same in the other language
    record Shape(String piece, Pattern english, String other) {
        /// The sentence in the other language; empty if it is not this one.
        ///
        /// @param gap says what stands in a gap
        Optional<String> of(String sentence, UnaryOperator<String> gap) {
            Matcher m = english.matcher(sentence);
            if (!sentence.contains(piece) || !m.matches()) {
                return Optional.empty();
            }
            Object[] gaps = new Object[m.groupCount()];
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] = gap.apply(m.group(i + 1));
            }
            return Optional.of(filled(other, gaps));
        }
    }

    /// The table of a file beside this class.
    ///
    /// @param withShapes whether sentences are compared with those that have gaps
    static WordTable read(String file, boolean withShapes) {
        Map<String, String> words = new LinkedHashMap<>();
        String[] open = {"", ""};
        int at = -1;
        for (String raw : ResourceText.of(WordTable.class, "/loupe/app/text/" + file).lines().toList()) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                at = -1;
                continue;
            }
            if (line.startsWith("msgid ")) {
                at = 0;
            } else if (line.startsWith("msgstr ")) {
                at = 1;
            }
            require(at >= 0 && line.endsWith("\"") && line.indexOf('"') < line.length() - 1, file, raw);
            String part = line.substring(line.indexOf('"') + 1, line.length() - 1).translateEscapes();
            open[at] = line.startsWith("msg") ? part : open[at] + part;
            if (at == 1) {
                words.put(open[0], open[1]);
            }
        }
        return new WordTable(words, withShapes ? shapes(words) : List.of());
    }

    private static void require(boolean holds, String file, String line) {
        if (!holds) {
            throw new IllegalStateException("a line of " + file + " must be msgid or msgstr and a quoted text, was " + line);
        }
    }

    private static List<Shape> shapes(Map<String, String> words) {
        return words.entrySet().stream()
                .filter(e -> GAP.matcher(e.getKey()).find())
                .sorted(Comparator.comparingInt((Map.Entry<String, String> e) -> -GAP.matcher(e.getKey()).replaceAll("").length()))
                .map(e -> new Shape(piece(e.getKey()), Pattern.compile(pattern(e.getKey()), Pattern.DOTALL), e.getValue()))
                .toList();
    }

    private static String piece(String english) {
        return GAP.splitAsStream(english).max(Comparator.comparingInt(String::length)).orElse("");
    }

    /// Gaps stand in their order: {0}, {1}, …
    private static String pattern(String english) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        Matcher m = GAP.matcher(english);
        while (m.find()) {
            out.append(Pattern.quote(english.substring(from, m.start()))).append("(.+?)");
            from = m.end();
        }
        return out.append(Pattern.quote(english.substring(from))).toString();
    }

    /// A text with its gaps filled; what is no gap stays, apostrophes too.
    static String filled(String text, Object[] with) {
        if (with.length == 0) {
            return text;
        }
        return GAP.matcher(text).replaceAll(m -> {
            int i = m.group().charAt(1) - '0';
            return Matcher.quoteReplacement(i < with.length ? String.valueOf(with[i]) : m.group());
        });
    }

}
