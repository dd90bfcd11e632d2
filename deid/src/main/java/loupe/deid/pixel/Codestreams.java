package loupe.deid.pixel;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.Element;

/// Takes comments and application segments (EXIF, XMP) out of JPEG family codestreams; the coded pixels stay as they
/// are (ITU-T T.81 B.2.4, T.800 A.9.2).
final class Codestreams {
    private static final int COMMENT = 0xFE;
    private static final int COMMENT_2000 = 0x64;

    private Codestreams() {}

    /// The same fragments without comments; the same object where there are none.
    static Element.Fragments withoutComments(Element.Fragments f) {
        List<MemorySegment> out = new ArrayList<>(f.fragments().size());
        boolean changed = false;
        for (MemorySegment m : f.fragments()) {
            MemorySegment clean = strip(m);
            changed |= clean.byteSize() != m.byteSize();
            out.add(clean);
        }
        return changed ? new Element.Fragments(f.tag(), f.vr(), MemorySegment.ofArray(new byte[0]), out) : f;
    }

    private static int at(MemorySegment m, long i) {
        return m.get(ValueLayout.JAVA_BYTE, i) & 0xff;
    }

    private static MemorySegment strip(MemorySegment m) {
        if (m.byteSize() < 4 || at(m, 0) != 0xFF) {
            return m;
        }
        boolean jpeg = at(m, 1) == 0xD8;
        boolean jpeg2000 = at(m, 1) == 0x4F;
        if (!jpeg && !jpeg2000) {
            return m;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long kept = 0;
        long i = 2;
        while (i + 4 <= m.byteSize() && at(m, i) == 0xFF) {
            int marker = at(m, i + 1);
            if (jpeg ? marker == 0xDA : marker == 0x90) {
                break;
            }
            long length = 2L + (at(m, i + 2) << 8 | at(m, i + 3));
            if (i + length > m.byteSize()) {
                return m;
            }
            boolean drop = jpeg ? marker == COMMENT || isApplication(marker) : marker == COMMENT_2000;
            if (drop) {
                out.writeBytes(m.asSlice(kept, i - kept).toArray(ValueLayout.JAVA_BYTE));
                kept = i + length;
            }
            i += length;
        }
        if (kept == 0) {
            return m;
        }
        out.writeBytes(m.asSlice(kept).toArray(ValueLayout.JAVA_BYTE));
        return MemorySegment.ofArray(out.toByteArray()).asReadOnly();
    }

    /// APP0 (JFIF), APP8 (colour transform of JPEG-LS) and APP14 (Adobe) say how colours are coded and stay.
    private static boolean isApplication(int marker) {
        return marker >= 0xE1 && marker <= 0xEF && marker != 0xE8 && marker != 0xEE;
    }
}
