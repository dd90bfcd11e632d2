package loupe.deid;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Looks for texts in raw bytes, in every encoding a reader could take them for. Shares nothing with the profiles.
final class LeakSearch {
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.ISO_8859_1,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("ISO-8859-5"),
            Charset.forName("ISO-8859-7"),
            Charset.forName("GB18030"),
            Charset.forName("EUC-KR"),
            Charset.forName("ISO-2022-JP"),
            Charset.forName("Shift_JIS"));

    private final String latin1;
    private final String upper;

    LeakSearch(byte[] bytes) {
        latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
        upper = latin1.toUpperCase(Locale.ROOT);
    }

    /// Those of the texts that are found.
    List<String> found(Collection<String> texts) {
        List<String> out = new ArrayList<>();
        for (String t : texts) {
            if (!t.isEmpty() && isIn(t)) {
                out.add(t);
            }
        }
        return out;
    }

    private boolean isIn(String text) {
        if (upper.contains(text.toUpperCase(Locale.ROOT))) {
            return true;
        }
        boolean ascii = text.chars().allMatch(c -> c < 128);
        for (Charset c : CHARSETS) {
            if (ascii && !c.name().startsWith("UTF-16")) {
                continue; // the bytes are those searched already
            }
            if (c.canEncode() && c.newEncoder().canEncode(text)
                    && latin1.contains(new String(text.getBytes(c), StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }
}
