package loupe.review.screen;

import java.util.Map;

/// Which keys an account has.
///
/// @param profile name of the profile it goes by
/// @param own keys of its own: an action's name, and the key as the window spells it, empty for none
public record KeyChoice(String profile, Map<String, String> own) {
    /// The usual keys.
    public static final KeyChoice FIRST = new KeyChoice("loupe", Map.of());

    /// Copies the keys.
    public KeyChoice {
        own = Map.copyOf(own);
    }
}
