package loupe.exchange.peer;

import java.util.regex.Pattern;
import loupe.core.dicom.Vr;

/// Wildcard matching of queries (PS3.4 C.2.2.2.4), where an answer is held against a key on this side.
public final class Wildcards {
    private Wildcards() {}

    /// What matches a key: `*` stands for any characters, `?` for one. Names match whatever their case, and in whichever of their groups of
    /// scripts: others follow the first after `=`, and may or may not have been asked for.
    ///
    /// @param key as it is asked for
    /// @param vr of the attribute
    public static Pattern pattern(String key, Vr vr) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            out.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        boolean name = vr == Vr.PN;
        return Pattern.compile(
                name ? "(.*=)?" + out + "(=.*)?" : out.toString(), name ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }
}
