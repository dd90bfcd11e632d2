package loupe.app.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which key does what; immutable.
///
/// @param actions the action of each chord
/// @param onSlides the action of each chord that does something of its own while a slide is shown
public record KeyMap(Map<KeyChord, Action> actions, Map<KeyChord, Action> onSlides) {
    /// Copies the maps.
    public KeyMap {
        actions = Map.copyOf(actions);
        onSlides = Map.copyOf(onSlides);
    }

    /// The default keys, with Ctrl+Shift+Z beside Ctrl+Y.
    public static KeyMap usual() {
        Map<KeyChord, Action> all = new LinkedHashMap<>();
        Map<KeyChord, Action> slides = new LinkedHashMap<>();
        for (Action a : Action.values()) {
            Action twice = (a.onSlides() ? slides : all).put(KeyChord.parse(a.key()), a);
            if (twice != null) {
                throw new IllegalStateException(a + " and " + twice + " have the same key");
            }
        }
        all.put(KeyChord.parse("Ctrl+Shift+Z"), Action.REDO);
        all.put(KeyChord.parse("Ctrl+Plus"), Action.ZOOM_IN);
        return new KeyMap(all, slides);
    }

    /// What a chord does where the person is.
    public Optional<Action> action(KeyChord chord, Situation where) {
        return Optional.ofNullable(onSlides.get(chord)).filter(a -> a.available(where))
                .or(() -> Optional.ofNullable(actions.get(chord)).filter(a -> a.available(where)));
    }

    /// Text of an action's key.
    public String keyText(Action action) {
        return KeyChord.parse(action.key()).text();
    }
}
