package loupe.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyMapTest {
    private static final Situation OPEN = new Situation(Situation.Place.STUDY, true, false, false, false);
    private final KeyMap keys = KeyMap.usual();

    @Test
    void every_action_has_a_key_of_its_own() {
        for (Action a : Action.values()) {
            assertThat(keys.keys(a)).as(a.name()).contains(KeyChord.parse(a.key()));
        }
    }

    @Test
    void a_key_does_on_slides_what_is_for_slides_and_else_what_it_does_elsewhere() {
        Situation slide = new Situation(Situation.Place.SLIDE, true, false, false, false);
        assertThat(keys.action(KeyChord.parse("1"), OPEN)).contains(Action.PRESET_1);
        assertThat(keys.action(KeyChord.parse("1"), slide)).contains(Action.SLIDE_1);
        assertThat(keys.action(KeyChord.parse("Ctrl+Z"), slide)).contains(Action.UNDO);
        assertThat(keys.action(KeyChord.parse("8"), slide)).isEmpty();
    }

    @Test
    void redo_has_both_usual_keys() {
        assertThat(keys.action(KeyChord.parse("Ctrl+Y"), OPEN)).contains(Action.REDO);
        assertThat(keys.action(KeyChord.parse("Ctrl+Shift+Z"), OPEN)).contains(Action.REDO);
    }

    @Test
    void nothing_but_full_screen_can_be_done_while_locked() {
        for (Action a : Action.values()) {
            assertThat(a.available(Situation.locked())).as(a.name()).isEqualTo(a == Action.FULL_SCREEN);
        }
    }

    @Test
    void nothing_changes_a_sealed_review() {
        Situation sealed = new Situation(Situation.Place.STUDY, true, true, true, false);
        for (Action a : new Action[] {
            Action.ACCEPT, Action.REJECT, Action.BRUSH, Action.ERASER, Action.UNDO, Action.REDO, Action.SEAL
        }) {
            assertThat(a.available(sealed)).as(a.name()).isFalse();
        }
    }
}
