package loupe.core.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The Specific Character Set (0008,0005) of a data set: decodes and encodes text, with ISO 2022 code extensions
/// (DICOM PS3.3 C.12.1.1.2, PS3.5 6.1.2). Immutable.
public final class CharacterSet {
    /// ISO-IR 6, decoded leniently as Latin-1 so that no byte is lost.
    public static final CharacterSet DEFAULT = new CharacterSet(List.of(StandardCharsets.ISO_8859_1), false);

    /// UTF-8 (ISO_IR 192).
    public static final CharacterSet UTF_8 = new CharacterSet(List.of(StandardCharsets.UTF_8), false);

    private final List<Charset> charsets;
    private final boolean extensions;

    private CharacterSet(List<Charset> charsets, boolean extensions) {
        this.charsets = List.copyOf(charsets);
        this.extensions = extensions;
    }

    /// The character set of the values of (0008,0005); unknown names count as Latin-1.
    public static CharacterSet of(List<String> names) {
        if (names.isEmpty() || (names.size() == 1 && names.getFirst().isEmpty())) {
            return DEFAULT;
        }
        boolean extended = names.size() > 1 || names.getFirst().startsWith("ISO 2022");
        return new CharacterSet(names.stream().map(CharacterSet::charset).toList(), extended);
    }

    private static Charset charset(String name) {
        String normal = name.toUpperCase(Locale.ROOT).replace("ISO 2022 IR", "ISO_IR").replace("ISO-IR", "ISO_IR");
        return switch (normal) {
            case "ISO_IR 100" -> StandardCharsets.ISO_8859_1;
            case "ISO_IR 101" -> Charset.forName("ISO-8859-2");
            case "ISO_IR 109" -> Charset.forName("ISO-8859-3");
            case "ISO_IR 110" -> Charset.forName("ISO-8859-4");
            case "ISO_IR 144" -> Charset.forName("ISO-8859-5");
            case "ISO_IR 127" -> Charset.forName("ISO-8859-6");
            case "ISO_IR 126" -> Charset.forName("ISO-8859-7");
            case "ISO_IR 138" -> Charset.forName("ISO-8859-8");
            case "ISO_IR 148" -> Charset.forName("ISO-8859-9");
            case "ISO_IR 203" -> Charset.forName("ISO-8859-15");
            case "ISO_IR 166" -> Charset.forName("TIS-620");
            case "ISO_IR 13" -> Charset.forName("JIS_X0201");
            case "ISO_IR 87" -> Charset.forName("x-JIS0208");
            case "ISO_IR 159" -> Charset.forName("JIS_X0212-1990");
            case "ISO_IR 149" -> Charset.forName("EUC-KR");
            case "ISO_IR 58" -> Charset.forName("GB2312");
            case "ISO_IR 192" -> StandardCharsets.UTF_8;
            case "GB18030" -> Charset.forName("GB18030");
            case "GBK" -> Charset.forName("GBK");
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    /// Text of raw bytes; a byte that does not fit the set becomes U+FFFD.
    public String decode(byte[] raw, Vr vr) {
        if (!extensions || indexOf(raw, 0x1b) < 0) {
            return new String(raw, single(charsets.getFirst()));
        }
        StringBuilder out = new StringBuilder(raw.length);
        Charset g0 = single(charsets.getFirst());
        Charset g1 = single(charsets.getFirst());
        int i = 0;
        int from = 0;
        while (i < raw.length) {
            int b = raw[i] & 0xff;
            if (b == 0x1b) {
                flush(raw, from, i, g0, g1, out);
                Escape e = escape(raw, i);
                if (e.toG1) {
                    g1 = e.charset;
                } else {
                    g0 = e.charset;
                }
                i += e.length;
                from = i;
                continue;
            }
            boolean ends = b == '\r' || b == '\n' || b == '\f' || b == '\t';
            boolean delimits = isSingleByte(g0) && (b == '\\' && vr.splitsAtBackslash() || vr == Vr.PN && (b == '^' || b == '='));
            if (ends || delimits) {
                flush(raw, from, i + 1, g0, g1, out);
                g0 = single(charsets.getFirst());
                g1 = g0;
                from = i + 1;
            }
            i++;
        }
        flush(raw, from, raw.length, g0, g1, out);
        return out.toString();
    }

    private static boolean isSingleByte(Charset c) {
        return !c.name().contains("JIS0208") && !c.name().contains("JIS_X0212");
    }

    /// What text begins in: ASCII where the set named first has two bytes a character and is reached by an escape only.
    private static Charset single(Charset c) {
        return isSingleByte(c) ? c : StandardCharsets.ISO_8859_1;
    }

    private static void flush(byte[] raw, int from, int to, Charset g0, Charset g1, StringBuilder out) {
        int i = from;
        while (i < to) {
            boolean high = raw[i] < 0;
            int j = i;
            while (j < to && (raw[j] < 0) == high) {
                j++;
            }
            out.append(new String(raw, i, j - i, high ? g1 : g0));
            i = j;
        }
    }

    private record Escape(Charset charset, boolean toG1, int length) {}

    /// The escape sequences of PS3.3 tables C.12-3 and C.12-4.
    private static Escape escape(byte[] raw, int at) {
        int a = at + 1 < raw.length ? raw[at + 1] : 0;
        int b = at + 2 < raw.length ? raw[at + 2] : 0;
        int c = at + 3 < raw.length ? raw[at + 3] : 0;
        if (a == '$' && b == ')' && c == 'C') {
            return new Escape(Charset.forName("EUC-KR"), true, 4);
        }
        if (a == '$' && b == ')' && c == 'A') {
            return new Escape(Charset.forName("GB2312"), true, 4);
        }
        if (a == '$' && b == '(' && c == 'D') {
            return new Escape(Charset.forName("JIS_X0212-1990"), false, 4);
        }
        if (a == '$' && b == 'B') {
            return new Escape(Charset.forName("x-JIS0208"), false, 3);
        }
        if (a == '(' && b == 'J') {
            return new Escape(Charset.forName("JIS_X0201"), false, 3);
        }
        if (a == ')' && b == 'I') {
            return new Escape(Charset.forName("JIS_X0201"), true, 3);
        }
        if (a == '-') {
            String part =
                    switch (b) {
                        case 'B' -> "ISO-8859-2";
                        case 'C' -> "ISO-8859-3";
                        case 'D' -> "ISO-8859-4";
                        case 'L' -> "ISO-8859-5";
                        case 'G' -> "ISO-8859-6";
                        case 'F' -> "ISO-8859-7";
                        case 'H' -> "ISO-8859-8";
                        case 'M' -> "ISO-8859-9";
                        case 'T' -> "TIS-620";
                        case 'b' -> "ISO-8859-15";
                        default -> "ISO-8859-1";
                    };
            return new Escape(Charset.forName(part), true, 3);
        }
        return new Escape(StandardCharsets.ISO_8859_1, false, a == '(' ? 3 : 1);
    }

    private static int indexOf(byte[] raw, int value) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == value) {
                return i;
            }
        }
        return -1;
    }

    /// Bytes of a text in the first set; a character the set lacks becomes `?`.
    public byte[] encode(String text) {
        Charset c = single(charsets.getFirst());
        try {
            ByteBuffer out = c.newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(java.nio.CharBuffer.wrap(text));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(out.array(), out.arrayOffset() + out.position(), out.remaining());
            return bytes.toByteArray();
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
