package loupe.app.help;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.app.action.Action;
import loupe.app.action.KeyChord;
import loupe.app.action.KeyMap;
import loupe.app.action.KeyProfile;
import loupe.review.screen.KeyChoice;

/// The keys of an account: a profile's, and its own above them.
///
/// @param profile what the keys go by
/// @param own keys it gave itself; empty for an action that is to have none
public record KeysInHand(KeyProfile profile, Map<Action, List<KeyChord>> own) {
    /// Checks that no key does two things in one situation.
    ///
    /// @throws KeyMap.KeyConflict if one does
    public KeysInHand {
        own = own.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(own));
        profile.keys().with(own);
    }

    /// What is kept, read. Keys of actions this version does not know are left out; where two of them would do one thing, which a newer
    /// version's actions may bring about, the profile's stand alone.
    public static KeysInHand of(KeyChoice kept) {
        KeyProfile profile = KeyProfile.of(kept.profile());
        Map<Action, List<KeyChord>> own = new EnumMap<>(Action.class);
        kept.own().forEach((name, key) -> {
            try {
                own.put(Action.valueOf(name), key.isEmpty() ? List.of() : List.of(KeyChord.parse(key)));
            } catch (IllegalArgumentException e) {
                // An action or a key of another version: it has the profile's.
            }
        });
        try {
            return new KeysInHand(profile, own);
        } catch (KeyMap.KeyConflict e) {
            return new KeysInHand(profile, Map.of());
        }
    }

    /// What is to be kept.
    public KeyChoice choice() {
        Map<String, String> words = new HashMap<>();
        own.forEach((a, keys) -> words.put(a.name(), keys.stream().findFirst().map(KeyChord::spelled).orElse("")));
        return new KeyChoice(profile.id(), words);
    }

    /// The keys as they act.
    public KeyMap keys() {
        return profile.keys().with(own);
    }

    /// The same with another key for an action.
    ///
    /// @param keys empty for none
    /// @throws KeyMap.KeyConflict if it does something else in one situation
    public KeysInHand with(Action action, List<KeyChord> keys) {
        Map<Action, List<KeyChord>> next = new EnumMap<>(Action.class);
        next.putAll(own);
        next.put(action, keys);
        return new KeysInHand(profile, next);
    }

    /// The same with the profile's key for an action.
    ///
    /// @throws KeyMap.KeyConflict if that does something else by now
    public KeysInHand without(Action action) {
        Map<Action, List<KeyChord>> next = new EnumMap<>(Action.class);
        next.putAll(own);
        next.remove(action);
        return new KeysInHand(profile, next);
    }
}
