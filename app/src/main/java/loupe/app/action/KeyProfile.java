package loupe.app.action;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loupe.core.encoding.ResourceText;

/// Keys as another program has them, out of a data file: lines `ACTION = Key`, `ACTION = none`, several keys with commas between, and
/// `name`, `source`; `#` begins a comment. What a file does not name keeps its usual key.
///
/// @param id name of its file
/// @param name what people call it
/// @param source the public documentation the keys come from
/// @param own keys it has otherwise
public record KeyProfile(String id, String name, String source, Map<Action, List<KeyChord>> own) {
    /// The profile that changes nothing.
    public static final String USUAL = "loupe";

    private static final List<String> IDS = List.of(USUAL, "weasis", "ohif", "slicer", "qupath");
    private static final String NONE = "none";

    /// Copies the keys.
    public KeyProfile {
        own = own.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(own));
    }

    /// The profiles of this installation.
    public static List<KeyProfile> all() {
        return IDS.stream().map(KeyProfile::shipped).toList();
    }

    /// A profile of this installation; the usual one where there is none of that name.
    public static KeyProfile of(String id) {
        return shipped(IDS.contains(id) ? id : USUAL);
    }

    private static KeyProfile shipped(String id) {
        return read(id, ResourceText.of(KeyProfile.class, "/loupe/app/keys/" + id + ".keys"));
    }

    /// Reads a file's text.
    ///
    /// @throws IllegalArgumentException if a line is none, an action or key is not known, one stands twice, name or source is missing, or a
    ///     key would do two things in one situation; the message says which
    public static KeyProfile read(String id, String text) {
        String name = "";
        String source = "";
        Map<Action, List<KeyChord>> own = new EnumMap<>(Action.class);
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList()) {
            int at = line.indexOf('=');
            require(at > 0, "“" + line + "” is no line of a key profile: it must read ACTION = Key");
            String left = line.substring(0, at).strip();
            String right = line.substring(at + 1).strip();
            switch (left) {
                case "name" -> name = right;
                case "source" -> source = right;
                default -> require(own.put(action(left), chords(right)) == null, left + " must stand once");
            }
        }
        require(!name.isEmpty() && !source.isEmpty(), "a key profile must have a name and a source");
        KeyProfile profile = new KeyProfile(id, name, source, own);
        profile.keys();
        return profile;
    }

    private static Action action(String word) {
        return Stream.of(Action.values())
                .filter(a -> a.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word + " is no action"));
    }

    private static List<KeyChord> chords(String words) {
        return words.equals(NONE) ? List.of() : Stream.of(words.split(",")).map(String::strip).map(KeyChord::parse).toList();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// All keys with this profile.
    public KeyMap keys() {
        return KeyMap.usual().with(own);
    }
}
