package loupe.app.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which key does what; immutable.
///
/// @param actions the action of each chord
public record KeyMap(Map<KeyChord, Action> actions) {
    /// Copies the map.
    public KeyMap {
        actions = Map.copyOf(actions);
    }

    /// The default keys, with Ctrl+Shift+Z beside Ctrl+Y.
    public static KeyMap usual() {
        Map<KeyChord, Action> all = new LinkedHashMap<>();
        for (Action a : Action.values()) {
            Action twice = all.put(KeyChord.parse(a.key()), a);
            if (twice != null) {
                throw new IllegalStateException(a + " and " + twice + " have the same key");
            }
        }
        all.put(KeyChord.parse("Ctrl+Shift+Z"), Action.REDO);
        all.put(KeyChord.parse("Ctrl+Plus"), Action.ZOOM_IN);
        return new KeyMap(all);
    }

    /// What a chord does.
    public Optional<Action> action(KeyChord chord) {
        return Optional.ofNullable(actions.get(chord));
    }

    /// Text of an action's key.
    public String keyText(Action action) {
        return KeyChord.parse(action.key()).text();
    }
}
