package loupe.core.dicom.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonNameTest {
    @Test
    void groups_come_with_the_local_script_first() {
        assertThat(PersonName.groups("Yamada^Tarou=山田^太郎=やまだ^たろう")).containsExactly("山田, 太郎", "Yamada, Tarou", "やまだ, たろう");
        assertThat(PersonName.groups("Müller^Jörg^Karl^Dr.")).containsExactly("Müller, Jörg Karl Dr.");
        assertThat(PersonName.groups("=山田^太郎")).containsExactly("山田, 太郎");
        assertThat(PersonName.groups("")).isEmpty();
        assertThat(PersonName.groups("^^=^")).isEmpty();
    }

    @Test
    void a_line_shows_letters_then_the_local_script() {
        assertThat(PersonName.shown("Yamada^Tarou=山田^太郎")).isEqualTo("Yamada, Tarou  山田, 太郎");
        assertThat(PersonName.shown("Doe")).isEqualTo("Doe");
        assertThat(PersonName.shown("^Jane")).isEqualTo("Jane");
        assertThat(PersonName.shown("")).isEmpty();
    }
}
