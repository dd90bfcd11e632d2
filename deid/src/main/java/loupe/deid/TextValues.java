package loupe.deid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Vr;

/// Text values in and out: whatever set they came in, they leave as ASCII or UTF-8.
final class TextValues {
    private boolean beyondAscii;

    /// The values of an element, without padding.
    static List<String> of(Element.Value v, CharacterSet set) {
        byte[] raw = v.bytes().toArray(ValueLayout.JAVA_BYTE);
        String all = v.vr().usesCharacterSet() && !isPlain(raw)
                ? set.decode(raw, v.vr())
                : new String(raw, StandardCharsets.ISO_8859_1);
        if (!v.vr().splitsAtBackslash() || all.indexOf('\\') < 0) {
            return List.of(v.vr().splitsAtBackslash() ? strip(all) : stripEnd(all));
        }
        List<String> out = new ArrayList<>(4);
        int from = 0;
        for (int at = all.indexOf('\\'); at >= 0; at = all.indexOf('\\', from)) {
            out.add(strip(all.substring(from, at)));
            from = at + 1;
        }
        out.add(strip(all.substring(from)));
        return out;
    }

    private static String strip(String s) {
        String end = stripEnd(s);
        int start = 0;
        while (start < end.length() && end.charAt(start) == ' ') {
            start++;
        }
        return end.substring(start);
    }

    private static String stripEnd(String s) {
        int end = s.length();
        while (end > 0 && (s.charAt(end - 1) == ' ' || s.charAt(end - 1) == 0)) {
            end--;
        }
        return s.substring(0, end);
    }

    /// Whether the bytes are printable ASCII without an escape, so that they mean the same in every set.
    static boolean isPlain(MemorySegment m) {
        return isPlain(m.toArray(ValueLayout.JAVA_BYTE));
    }

    private static boolean isPlain(byte[] raw) {
        for (byte b : raw) {
            if (b < 0 || b == 0x1b) {
                return false;
            }
        }
        return true;
    }

    /// Puts values, cut to the length their VR allows.
    void put(DataSet.Builder out, int tag, Vr vr, List<String> values) {
        List<String> cut = new ArrayList<>(values.size());
        for (String s : values) {
            String one = s.length() > longest(vr) ? s.substring(0, longest(vr)) : s;
            beyondAscii |= isBeyondAscii(one);
            cut.add(one);
        }
        out.put(tag, vr, cut.toArray(String[]::new));
    }

    private static boolean isBeyondAscii(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) > 127) {
                return true;
            }
        }
        return false;
    }

    private static int longest(Vr vr) {
        return switch (vr) {
            case AE, CS, SH -> 16;
            case LO, PN, UI -> 64;
            case ST -> 1024;
            case LT -> 10_240;
            default -> Integer.MAX_VALUE;
        };
    }

    /// Whether anything put so far needs UTF-8.
    boolean beyondAscii() {
        return beyondAscii;
    }
}
