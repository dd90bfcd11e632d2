package loupe.app.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyProfileTest {
    private static final Situation STUDY = new Situation(Situation.Place.STUDY, true, false, true, false);

    private static Stream<KeyProfile> profiles() {
        return KeyProfile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void every_profile_has_its_source_and_no_key_that_does_two_things(KeyProfile p) {
        assertThat(p.source()).isNotBlank();
        KeyMap keys = p.keys();
        for (Action a : Action.values()) {
            assertThat(keys.keys(a)).as(p.name() + " " + a).isNotEmpty();
        }
    }

    @Test
    void a_hand_that_knows_another_program_finds_its_keys() {
        assertThat(KeyProfile.of("weasis").keys().action(KeyChord.parse("D"), STUDY)).contains(Action.MEASURE_LENGTH);
        assertThat(KeyProfile.of("weasis").keys().action(KeyChord.parse("Right"), STUDY)).contains(Action.NEXT_SERIES);
        assertThat(KeyProfile.of("ohif").keys().action(KeyChord.parse("H"), STUDY)).contains(Action.FLIP_ACROSS);
        assertThat(KeyProfile.of("slicer").keys().action(KeyChord.parse("Left"), STUDY)).contains(Action.PREVIOUS_SLICE);
        assertThat(KeyProfile.of("qupath").keys().action(KeyChord.parse("Ctrl+L"), STUDY)).contains(Action.PALETTE);
        assertThat(KeyProfile.of("of no program").id()).isEqualTo(KeyProfile.USUAL);
    }

    @Test
    void a_file_that_gives_a_key_twice_in_one_situation_is_refused_by_both_names() {
        assertThatThrownBy(() -> KeyProfile.read("x", "name = X\nsource = a page\nMEASURE_LENGTH = A"))
                .isInstanceOf(KeyMap.KeyConflict.class)
                .hasMessageContaining(Action.ACCEPT.text())
                .hasMessageContaining(Action.MEASURE_LENGTH.text());
    }

    @Test
    void one_key_may_do_one_thing_in_the_list_and_another_in_a_study() {
        KeyMap keys = KeyMap.usual().with(Map.of(Action.LIST_ALL, List.of(KeyChord.parse("L"))));
        assertThat(keys.action(KeyChord.parse("L"), STUDY)).contains(Action.MEASURE_LENGTH);
        assertThat(keys.action(KeyChord.parse("L"), new Situation(Situation.Place.LIST, false, false, false, false))).contains(Action.LIST_ALL);
    }

    @Test
    void a_file_that_is_wrong_is_refused_by_what_is_wrong() {
        String head = "name = X\nsource = a page\n";
        assertThatThrownBy(() -> KeyProfile.read("x", head + "NO_ACTION = A")).hasMessageContaining("NO_ACTION is no action");
        assertThatThrownBy(() -> KeyProfile.read("x", head + "CINE = Nokey")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyProfile.read("x", head + "CINE = F2\nCINE = F3")).hasMessageContaining("must stand once");
        assertThatThrownBy(() -> KeyProfile.read("x", head + "CINE")).hasMessageContaining("no line of a key profile");
        assertThatThrownBy(() -> KeyProfile.read("x", "name = X\nCINE = F2")).hasMessageContaining("must have a name and a source");
        assertThatThrownBy(() -> KeyProfile.read("x", head + "CINE = Ctrl+")).hasMessageContaining("must name a key");
    }

    @Test
    void keys_are_spelled_as_they_are_read() {
        for (Action a : Action.values()) {
            KeyChord key = KeyChord.parse(a.key());
            assertThat(KeyChord.parse(key.spelled())).isEqualTo(key);
        }
    }
}
