package loupe.app.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

class PassphraseWordTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "short", "12345678", "20261130", "Password", "password1!", "Qwertz123", "aaaaaaaa", "abababababab", "P@ssw0rd", "reader99"
    })
    void what_is_too_short_or_guessed_first_is_refused(String typed) {
        assertThat(PassphraseWord.of(typed, "reader").acceptable()).as(typed).isFalse();
    }

    @Test
    void length_is_what_the_word_goes_by() {
        assertThat(PassphraseWord.of("long enough", "reader").sentence()).startsWith("Short");
        assertThat(PassphraseWord.of("Xk3!pqRw", "reader").sentence()).as("signs and capitals do not make it long").startsWith("Short");
        assertThat(PassphraseWord.of("three own words", "reader").sentence()).startsWith("Fair");
        assertThat(PassphraseWord.of("four words of my own", "reader").sentence()).startsWith("Long");
        assertThat(PassphraseWord.of("password of mine", "reader").acceptable()).as("a common word among others").isTrue();
    }
}
