package loupe.app.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the window says. The English text in the code is the key, as in gettext, so code reads as it is seen; a text without a word in
/// the reader's language stands in English. The language is set once, before the window is made
/// ([docs/languages.md](docs/languages.md)); the command line sets none and speaks English.
public final class Words {
    private static final AtomicReference<Language> SPOKEN = new AtomicReference<>(Language.ENGLISH);

    private Words() {}

    /// Speaks a language from now on; texts that are shown already stay as they are.
    public static void speak(Language language) {
        SPOKEN.set(language);
    }

    /// The language that is spoken.
    public static Language language() {
        return Objects.requireNonNull(SPOKEN.get(), "a language is always spoken");
    }

    /// How numbers are written in it.
    public static Locale locale() {
        return language().numbers();
    }

    /// A text in the reader's language.
    ///
    /// @param english the text, with gaps `{0}` to `{9}`
    /// @param with what the gaps hold, in words already
    public static String say(String english, Object... with) {
        return WordTable.filled(word(english), with);
    }

    /// One of two texts, by a number.
    ///
    /// @param n how many; goes into the gap `{0}`
    /// @param one the text for one
    /// @param more the text for none and for several
    public static String sayCount(long n, String one, String more) {
        return say(n == 1 ? one : more, n);
    }

    /// A text with numbers, in the reader's language and written as it writes them.
    ///
    /// @param english a format as [String#format] takes it
    public static String sayNumbers(String english, Object... with) {
        return String.format(locale(), word(english), with);
    }

    /// Marks a text that is said later, where it is shown: texts of constants, which are made before the language is known.
    public static String later(String english) {
        return english;
    }

    /// A text without its head: “smooth, median” of “Correct: smooth, median”, beside a title that says “Correct” already. A text with
    /// another head, or with none, stays whole.
    ///
    /// @param head in English, without the colon
    public static String sayTail(String english, String head) {
        if (!english.startsWith(head + ": ")) {
            return say(english);
        }
        return language() == Language.PSEUDO ? Pseudo.of(tail(english)) : tail(say(english));
    }

    private static String tail(String text) {
        return text.substring(text.indexOf(": ") + 2);
    }

    /// A text that a lower floor hands up in English: a word, or a sentence with something in it. What is no such text, such as a
    /// name somebody gave, stays as it is.
    public static String told(String english) {
        return switch (language()) {
            case ENGLISH -> english;
            case GERMAN -> known(english).orElse(english);
            case PSEUDO -> known(english).isPresent() ? Pseudo.of(english) : english;
        };
    }

    /// A fixed word that a lower floor hands up, or a text that somebody wrote: only what stands in the table as a whole is translated.
    public static String named(String english) {
        return switch (language()) {
            case ENGLISH -> english;
            case GERMAN -> Below.TABLE.words().getOrDefault(english, english);
            case PSEUDO -> Below.TABLE.words().containsKey(english) ? Pseudo.of(english) : english;
        };
    }

    private static Optional<String> known(String english) {
        String whole = Below.TABLE.words().get(english);
        if (whole != null || english.chars().noneMatch(Character::isLetter)) {
            return Optional.ofNullable(whole);
        }
        return listed(english, ", ")
                .or(() -> listed(english, " and "))
                .or(() -> Below.TABLE.shapes().stream().flatMap(s -> s.of(english, Words::inGerman).stream()).findFirst());
    }

    /// What stands in a gap may be a text itself.
    private static String inGerman(String gap) {
        return known(gap).orElse(gap);
    }

    /// Texts one after another, where each of them is known.
    private static Optional<String> listed(String english, String between) {
        String[] parts = english.split(between, -1);
        if (parts.length < 2) {
            return Optional.empty();
        }
        List<String> told = new ArrayList<>();
        for (String part : parts) {
            Optional<String> known = known(part);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            told.add(known.get());
        }
        return Optional.of(String.join(between.equals(", ") ? ", " : " und ", told));
    }

    /// A text as it stands inside a sentence: small in English, as it is in German, which writes its nouns large.
    public static String within(String said) {
        return language() == Language.ENGLISH ? said.toLowerCase(Locale.ROOT) : said;
    }

    private static String word(String english) {
        return switch (language()) {
            case ENGLISH -> english;
            case GERMAN -> Own.TABLE.words().getOrDefault(english, english);
            case PSEUDO -> english.isBlank() ? english : Pseudo.of(english);
        };
    }

    /// The window's own texts; read on first use: whoever speaks English needs none.
    private static final class Own {
        static final WordTable TABLE = WordTable.read("de.po", false);
    }

    /// What lower floors hand up; sentences made there are known by their gaps. Read on first use, which the lock page is not.
    private static final class Below {
        static final WordTable TABLE = WordTable.read("de-below.po", true);
    }

    /// The window's own texts in German, for the tests that hold them complete.
    static WordTable german() {
        return Own.TABLE;
    }

    /// What lower floors say, in German.
    static WordTable germanBelow() {
        return Below.TABLE;
    }
}
