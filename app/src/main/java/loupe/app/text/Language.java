package loupe.app.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A language of the window.
public enum Language {
    /// The language of the code: its texts are the keys of every table. Numbers are written as DICOM writes them.
    ENGLISH("en", "English", Locale.ROOT),
    /// German, with decimal commas.
    GERMAN("de", "Deutsch", Locale.GERMANY),
    /// No language: English with accents, brackets and two fifths more length, made by a function. What stands without brackets was
    /// forgotten; what is cut would be cut in German.
    PSEUDO("pseudo", "Ƥşéûðö", Locale.ROOT);

    private final String code;
    private final String itself;
    private final Locale numbers;

    Language(String code, String itself, Locale numbers) {
        this.code = code;
        this.itself = itself;
        this.numbers = numbers;
    }

    /// As the command line and the kept choice name it.
    public String code() {
        return code;
    }

    /// Its name in itself.
    public String itself() {
        return itself;
    }

    /// How numbers of sentences are written in it.
    Locale numbers() {
        return numbers;
    }

    /// The language of a code; empty if there is none.
    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(l -> l.code.equals(code.strip())).findFirst();
    }

    /// The language of a system: German where it is German of any country, else English.
    public static Language of(Locale system) {
        return system.getLanguage().equals("de") ? GERMAN : ENGLISH;
    }
}
