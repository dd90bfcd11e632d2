package loupe.deid.check;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/// Every original value in every character set a reader could take it for, found in one pass over bytes. ASCII letters
/// count as equal whatever their case.
final class ByteForms {
    private static final int KEY = 5;
    private static final int FILTER_BITS = 22;
    private static final List<Charset> SETS = List.of(
            StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
            Charset.forName("ISO-8859-2"), Charset.forName("ISO-8859-3"), Charset.forName("ISO-8859-4"),
            Charset.forName("ISO-8859-5"), Charset.forName("ISO-8859-6"), Charset.forName("ISO-8859-7"),
            Charset.forName("ISO-8859-8"), Charset.forName("ISO-8859-9"), Charset.forName("TIS-620"),
            Charset.forName("Shift_JIS"), Charset.forName("EUC-JP"), Charset.forName("ISO-2022-JP"),
            Charset.forName("EUC-KR"), Charset.forName("ISO-2022-KR"), Charset.forName("GB18030"));

    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final Map<Long, List<Form>> byKey = new HashMap<>();

    private record Form(byte[] bytes, Original original, boolean asWord, boolean number) {
        /// Bytes that say something: the zeros of UTF-16 stand in any 16-bit pixels.
        int telling() {
            int n = 0;
            for (byte b : bytes) {
                n += b != 0 ? 1 : 0;
            }
            return n;
        }
    }

    ByteForms(Collection<Original> originals) {
        for (Original o : originals) {
            Set<String> seen = new LinkedHashSet<>();
            for (Charset set : SETS) {
                if (set.canEncode() && set.newEncoder().canEncode(o.text())) {
                    add(o, o.text().getBytes(set), seen);
                }
            }
        }
    }

    private void add(Original o, byte[] raw, Set<String> seen) {
        if (raw.length < KEY || !seen.add(new String(raw, StandardCharsets.ISO_8859_1))) {
            return;
        }
        byte[] folded = new byte[raw.length];
        long key = 0;
        for (int i = 0; i < raw.length; i++) {
            folded[i] = upper(raw[i]);
            key = i < KEY ? key << 8 | folded[i] & 0xff : key;
        }
        filter.set(slot(key));
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(new Form(folded, o, o.asWord(), o.isNumber()));
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }

    private static int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }

    /// Finds values in bytes.
    ///
    /// @param least values of fewer bytes, zeros not counted, are not looked for
    /// @param found is told the value and the offset
    void search(MemorySegment bytes, int least, ObjLongConsumer<Original> found) {
        long key = 0;
        long n = bytes.byteSize();
        for (long i = 0; i < n; i++) {
            key = (key << 8 | upper(bytes.get(ValueLayout.JAVA_BYTE, i)) & 0xff) & 0xFF_FFFF_FFFFL;
            if (i >= KEY - 1 && filter.get(slot(key))) {
                long at = i - KEY + 1;
                for (Form f : byKey.getOrDefault(key, List.of())) {
                    if (f.telling() >= least && isAt(bytes, at, f.bytes) && stands(bytes, at, f)) {
                        found.accept(f.original, at);
                    }
                }
            }
        }
    }

    private static boolean stands(MemorySegment bytes, long at, Form f) {
        return !f.asWord && !f.number || !joins(bytes, at - 1, f) && !joins(bytes, at + f.bytes.length, f);
    }

    private static boolean joins(MemorySegment bytes, long at, Form f) {
        if (at < 0 || at >= bytes.byteSize()) {
            return false;
        }
        byte b = upper(bytes.get(ValueLayout.JAVA_BYTE, at));
        return b >= '0' && b <= '9' || f.asWord && b >= 'A' && b <= 'Z';
    }

    private static boolean isAt(MemorySegment bytes, long at, byte[] form) {
        if (at + form.length > bytes.byteSize()) {
            return false;
        }
        for (int i = 0; i < form.length; i++) {
            if (upper(bytes.get(ValueLayout.JAVA_BYTE, at + i)) != form[i]) {
                return false;
            }
        }
        return true;
    }
}
