package loupe.app.people;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Locale;

/// What is said of a passphrase someone is about to choose. It goes by length and by what is tried first by anyone who guesses, and
/// claims no more than that (NIST SP 800-63B, 5.1.1.2: length, and no values commonly used; no rules of kinds of characters).
///
/// @param acceptable whether a store may be made with it
/// @param sentence what is said
public record PassphraseWord(boolean acceptable, String sentence) {
    /// Fewest characters.
    static final int SHORTEST = 8;

    private static final int FAIR = 12;
    private static final int LONG = 16;
    private static final int FEW = 4;

    /// What lists of leaked passphrases begin with, and words of this place; digits and signs at either end do not help them.
    private static final List<String> COMMON = List.of(
            "password", "passwort", "passphrase", "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "asdfghjkl", "iloveyou", "letmein",
            "welcome", "willkommen", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "superman", "batman", "master",
            "shadow", "trustno", "administrator", "admin", "login", "secret", "geheim", "hallo", "abcdefgh", "abcdefghi", "starwars",
            "whatever", "computer", "internet", "michael", "jennifer", "charlie", "freedom", "passw0rd", "p@ssw0rd", "p@ssword",
            "loupe", "radiology", "radiologist", "radiologie", "hospital", "klinikum", "krankenhaus", "pathology", "changeme");

    /// Looks at a passphrase.
    ///
    /// @param typed what was typed
    /// @param account name of the account, which is no passphrase
    public static PassphraseWord of(String typed, String account) {
        if (typed.length() < SHORTEST) {
            return new PassphraseWord(false, say("A passphrase needs at least {0} characters.", SHORTEST));
        }
        if (guessed(typed.toLowerCase(Locale.ROOT), account.strip().toLowerCase(Locale.ROOT))) {
            return new PassphraseWord(false,
                    say("This is among the first that are tried; take several words that have nothing to do with you."));
        }
        if (typed.length() < FAIR) {
            return new PassphraseWord(true, say("Short. It will do; four or more words of your own are far harder to guess."));
        }
        return typed.length() < LONG
                ? new PassphraseWord(true, say("Fair. A word more would make it much harder to guess."))
                : new PassphraseWord(true, say("Long. Length is what counts."));
    }

    private static boolean guessed(String typed, String account) {
        String core = typed.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return core.isEmpty() && typed.matches("\\d+")
                || COMMON.contains(core)
                || COMMON.contains(typed)
                || !account.isEmpty() && core.equals(account)
                || typed.chars().distinct().count() <= FEW;
    }
}
