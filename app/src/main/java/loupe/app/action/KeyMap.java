package loupe.app.action;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.app.action.Situation.Place;

/// Which key does what; immutable. No two actions that can be done in one situation share a key, but that what is for slides alone goes
/// before what is for all images.
///
/// @param chords the keys of each action, the one that is shown first; an action without any is reached by the palette
public record KeyMap(Map<Action, List<KeyChord>> chords) {
    private static final List<Situation> SITUATIONS = situations();

    /// Checks that no key does two things in one situation.
    ///
    /// @throws KeyConflict if one does
    public KeyMap {
        EnumMap<Action, List<KeyChord>> copy = new EnumMap<>(Action.class);
        chords.forEach((a, keys) -> copy.put(a, List.copyOf(keys)));
        for (Action a : Action.values()) {
            copy.putIfAbsent(a, List.of());
        }
        chords = java.util.Collections.unmodifiableMap(copy);
        for (Action a : Action.values()) {
            for (KeyChord key : copy.getOrDefault(a, List.of())) {
                Optional<Action> twice = holder(copy, a, key);
                if (twice.isPresent()) {
                    throw new KeyConflict(key, a, twice.get());
                }
            }
        }
    }

    /// Says which two actions want one key.
    public static final class KeyConflict extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        KeyConflict(KeyChord key, Action one, Action other) {
            super(say("{0} would do “{1}” and “{2}” in one situation; take another key, or take it away from the other first.", key.text(),
                    one.text(), other.text()));
        }
    }

    /// The default keys, with Ctrl+Shift+Z beside Ctrl+Y and Ctrl+Plus beside Ctrl+Equals.
    public static KeyMap usual() {
        Map<Action, List<KeyChord>> all = new EnumMap<>(Action.class);
        for (Action a : Action.values()) {
            all.put(a, List.of(KeyChord.parse(a.key())));
        }
        all.put(Action.REDO, List.of(KeyChord.parse(Action.REDO.key()), KeyChord.parse("Ctrl+Shift+Z")));
        all.put(Action.ZOOM_IN, List.of(KeyChord.parse(Action.ZOOM_IN.key()), KeyChord.parse("Ctrl+Plus")));
        return new KeyMap(all);
    }

    /// The same with other keys for some actions.
    ///
    /// @param other keys of an action, empty for none
    /// @throws KeyConflict if a key would do two things in one situation
    public KeyMap with(Map<Action, List<KeyChord>> other) {
        Map<Action, List<KeyChord>> all = new EnumMap<>(chords);
        all.putAll(other);
        return new KeyMap(all);
    }

    /// What a chord does where the person is.
    public Optional<Action> action(KeyChord chord, Situation where) {
        return having(chord).filter(Action::onSlides).filter(a -> a.available(where)).findFirst()
                .or(() -> having(chord).filter(a -> !a.onSlides()).filter(a -> a.available(where)).findFirst());
    }

    private Stream<Action> having(KeyChord chord) {
        return chords.entrySet().stream().filter(e -> e.getValue().contains(chord)).map(Map.Entry::getKey);
    }

    /// Text of an action's key; empty where it has none.
    public String keyText(Action action) {
        return keys(action).stream().findFirst().map(KeyChord::text).orElse("");
    }

    /// All keys of an action.
    public List<KeyChord> keys(Action action) {
        return chords.getOrDefault(action, List.of());
    }

    private static Optional<Action> holder(Map<Action, List<KeyChord>> all, Action wants, KeyChord key) {
        return all.entrySet().stream()
                .filter(e -> e.getKey() != wants && e.getValue().contains(key))
                .map(Map.Entry::getKey)
                .filter(other -> other.onSlides() == wants.onSlides() && together(other, wants))
                .findFirst();
    }

    /// Whether there is a situation in which both can be done.
    static boolean together(Action one, Action other) {
        return SITUATIONS.stream().anyMatch(s -> one.available(s) && other.available(s));
    }

    private static List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        for (Place place : Place.values()) {
            for (int bits = 0; bits < 16; bits++) {
                all.add(new Situation(place, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0));
            }
        }
        return List.copyOf(all);
    }
}
