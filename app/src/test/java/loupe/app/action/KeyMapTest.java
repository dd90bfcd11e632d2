package loupe.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyMapTest {
    private final KeyMap keys = KeyMap.usual();

    @Test
    void every_action_has_a_key_of_its_own() {
        for (Action a : Action.values()) {
            assertThat(keys.action(KeyChord.parse(a.key()))).contains(a);
        }
    }

    @Test
    void redo_has_both_usual_keys() {
        assertThat(keys.action(KeyChord.parse("Ctrl+Y"))).contains(Action.REDO);
        assertThat(keys.action(KeyChord.parse("Ctrl+Shift+Z"))).contains(Action.REDO);
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
