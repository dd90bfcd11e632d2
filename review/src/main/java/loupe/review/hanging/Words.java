package loupe.review.hanging;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of descriptions, in capitals.
final class Words {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}+/&-]+|(?<=\\p{L})-(?=\\p{L})");
    private static final Pattern C_SPINE = Pattern.compile("\\b(C|CERVICAL)[ -]?SPINE\\b");
    private static final Pattern T_SPINE = Pattern.compile("\\b(T|D|THORACIC|DORSAL)[ -]?SPINE\\b");
    private static final Pattern L_SPINE = Pattern.compile("\\b(L|LS|LUMBAR|LUMBOSACRAL)[ -]?SPINE\\b");
    private static final Pattern WHOLE_BODY = Pattern.compile("\\bWHOLE[ -]BODY\\b");

    private Words() {}

    /// The words of a text in their order, those that belong together as one.
    static Set<String> of(String text) {
        String t = text.toUpperCase(Locale.ROOT).replace('_', ' ');
        t = C_SPINE.matcher(t).replaceAll("CSPINE");
        t = T_SPINE.matcher(t).replaceAll("TSPINE");
        t = L_SPINE.matcher(t).replaceAll("LSPINE");
        t = WHOLE_BODY.matcher(t).replaceAll("WHOLEBODY");
        Set<String> out = new LinkedHashSet<>(Arrays.asList(BETWEEN.split(t)));
        out.remove("");
        return out;
    }

    static Set<String> list(String spaced) {
        return Set.of(spaced.split(" "));
    }

    static boolean any(Collection<String> words, Set<String> of) {
        return !Collections.disjoint(words, of);
    }
}
