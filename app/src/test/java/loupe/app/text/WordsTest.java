package loupe.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WordsTest {
    @AfterEach
    void english_again() {
        Words.speak(Language.ENGLISH);
    }

    @Nested
    class In_english {
        @Test
        void texts_are_as_they_stand_in_the_code() {
            assertThat(Words.say("Import a folder…")).isEqualTo("Import a folder…");
            assertThat(Words.say("{0} of {1}", 3, 40)).isEqualTo("3 of 40");
        }

        @Test
        void apostrophes_and_percent_signs_are_themselves() {
            assertThat(Words.say("{0} is a model's: it is not deleted; reject it (R).", "F1"))
                    .isEqualTo("F1 is a model's: it is not deleted; reject it (R).");
            assertThat(Words.say("Zoom: {0} % of the image's pixels", 200)).isEqualTo("Zoom: 200 % of the image's pixels");
        }

        @Test
        void what_fills_a_gap_is_not_read_again() {
            assertThat(Words.say("{0} of {1}", "{1}", "$1")).isEqualTo("{1} of $1");
        }

        @Test
        void one_and_several_have_words_of_their_own() {
            assertThat(Words.sayCount(1, "{0} study", "{0} studies")).isEqualTo("1 study");
            assertThat(Words.sayCount(0, "{0} study", "{0} studies")).isEqualTo("0 studies");
            assertThat(Words.sayCount(1200, "{0} study", "{0} studies")).isEqualTo("1200 studies");
        }
    }

    @Nested
    class In_german {
        @Test
        void texts_are_german_and_those_without_a_word_english() {
            Words.speak(Language.GERMAN);
            assertThat(Words.say("Import a folder…")).isEqualTo("Ordner importieren…");
            assertThat(Words.say("no such text in any table")).isEqualTo("no such text in any table");
        }

        @Test
        void numbers_have_a_comma() {
            Words.speak(Language.GERMAN);
            assertThat(Words.sayNumbers("zoom %.0f %%", 150.4)).isEqualTo("Zoom 150 %");
            assertThat(Words.sayNumbers("location %.1f mm", -12.5)).isEqualTo("Lage -12,5 mm");
        }

        @Test
        void sentences_of_lower_floors_are_known_by_their_gaps() {
            Words.speak(Language.GERMAN);
            assertThat(Words.told("decide on F3 first: every finding is accepted, edited or rejected by a person"))
                    .startsWith("entscheiden Sie zuerst über F3: ");
            assertThat(Words.told("undo brush on F1")).isEqualTo("zurück: Pinsel an F1");
            assertThat(Words.told("reject F2 (image artefact)")).isEqualTo("F2 verwerfen (Bildartefakt)");
            assertThat(Words.told("chest, abdomen and pelvis")).isEqualTo("Thorax, Abdomen und Becken");
        }

        @Test
        void names_somebody_gave_stay() {
            Words.speak(Language.GERMAN);
            assertThat(Words.told("Dr. Mittermeier on call")).isEqualTo("Dr. Mittermeier on call");
            assertThat(Words.told("")).isEmpty();
        }

        @Test
        void a_menus_item_goes_without_the_head_its_menu_has() {
            Words.speak(Language.GERMAN);
            assertThat(Words.sayTail("Correct: smooth, median", "Correct")).isEqualTo("glätten, Median");
            assertThat(Words.sayTail("Smaller brush", "Correct")).isEqualTo("Kleinerer Pinsel");
        }
    }

    @Nested
    class In_the_pseudo_locale {
        @Test
        void texts_are_bracketed_and_two_fifths_longer_and_gaps_hold_what_they_are_given() {
            Words.speak(Language.PSEUDO);
            String said = Words.say("{0} of {1} files imported", 3, 40);
            assertThat(said).startsWith("⟦3 ").contains(" 40 ").endsWith("⟧").doesNotContain("files");
            String plain = "Patient identity is taken out before anything is stored.";
            assertThat(Words.say(plain).length()).isGreaterThanOrEqualTo((int) (1.4 * plain.length()));
        }

        @Test
        void formats_stay_formats() {
            Words.speak(Language.PSEUDO);
            assertThat(Words.sayNumbers("zoom %.0f %%", 150.0)).startsWith("⟦").contains(" 150 %").endsWith("⟧");
        }

        @Test
        void what_no_table_knows_of_lower_floors_stands_without_brackets() {
            Words.speak(Language.PSEUDO);
            assertThat(Words.told("brain")).startsWith("⟦");
            assertThat(Words.told("undo accept F1")).startsWith("⟦");
            assertThat(Words.told("P-7H3K")).isEqualTo("P-7H3K");
        }
    }

    @Test
    void a_german_system_of_any_country_speaks_german_and_every_other_english() {
        assertThat(Language.of(Locale.forLanguageTag("de-AT"))).isEqualTo(Language.GERMAN);
        assertThat(Language.of(Locale.forLanguageTag("fr-CH"))).isEqualTo(Language.ENGLISH);
        assertThat(Language.of("pseudo")).contains(Language.PSEUDO);
        assertThat(Language.of("klingon")).isEmpty();
    }
}
