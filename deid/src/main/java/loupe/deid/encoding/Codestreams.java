package loupe.deid.encoding;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Takes comments and application segments (EXIF, XMP) out of JPEG family codestreams; the coded pixels stay as they
/// are (ITU-T T.81 B.1.1.2 and B.2.4, T.87, T.800 A.4 and A.9.2). What is not surely a codestream with nothing else in it
/// is not passed: it must be encoded anew.
public final class Codestreams {
    private static final int COMMENT = 0xFE;
    /// Length of a JFIF segment without a picture in it, the longest of the three.
    private static final int COLOUR_SEGMENT = 16;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END = 0xD9;
    private static final int START_2000 = 0x4F;
    private static final int SIZE_2000 = 0x51;
    private static final int COMMENT_2000 = 0x64;
    private static final int TILE_PART = 0x90;
    private static final int DATA_2000 = 0x93;

    private final MemorySegment m;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long kept;
    private long end;

    private Codestreams(MemorySegment m) {
        this.m = m;
        this.end = m.byteSize();
    }

    /// A frame's codestream without comments; the same object where there are none; empty where it cannot be told what
    /// else is in it (boxes around it, comments behind the main header). Bytes behind its end are cut off.
    public static Optional<MemorySegment> withoutComments(MemorySegment frame) {
        return new Codestreams(frame).stripped();
    }

    /// Bits a sample has by the codestream itself; 0 where it is not found.
    static int precision(MemorySegment frame) {
        Codestreams c = new Codestreams(frame);
        for (long i = 2; i + 5 <= frame.byteSize() && c.at(i) == 0xFF; i += 2 + c.word(i + 2)) {
            if (c.at(1) == 0xD8 && isFrameHeader(c.at(i + 1))) {
                return c.at(i + 4);
            }
            if (c.at(1) == START_2000 && c.at(i + 1) == SIZE_2000 && i + 40 < frame.byteSize()) {
                return (c.at(i + 40) & 0x7f) + 1;
            }
        }
        return 0;
    }

    private Optional<MemorySegment> stripped() {
        if (m.byteSize() < 4 || at(0) != 0xFF) {
            return Optional.empty();
        }
        boolean whole = switch (at(1)) {
            case 0xD8 -> jpeg();
            case START_2000 -> jpeg2000();
            default -> false;
        };
        if (!whole) {
            return Optional.empty();
        }
        if (kept == 0 && end == m.byteSize()) {
            return Optional.of(m);
        }
        out.writeBytes(m.asSlice(kept, end - kept).toArray(ValueLayout.JAVA_BYTE));
        if ((out.size() & 1) == 1) {
            out.write(0);
        }
        return Optional.of(MemorySegment.ofArray(out.toByteArray()).asReadOnly());
    }

    private int at(long i) {
        return m.get(ValueLayout.JAVA_BYTE, i) & 0xff;
    }

    private int word(long i) {
        return at(i) << 8 | at(i + 1);
    }

    private void drop(long from, long to) {
        out.writeBytes(m.asSlice(kept, from - kept).toArray(ValueLayout.JAVA_BYTE));
        kept = to;
    }

    /// Marker by marker to the end of image; between scans too.
    private boolean jpeg() {
        long i = 2;
        while (i + 4 <= m.byteSize() && at(i) == 0xFF) {
            long marker = i;
            while (i + 2 < m.byteSize() && at(i + 1) == 0xFF) {
                i++;
            }
            int code = at(i + 1);
            if (i > marker) {
                drop(marker, i);
            }
            long next = i + 4 <= m.byteSize() ? i + 2 + word(i + 2) : Long.MAX_VALUE;
            if (code == END) {
                return cutAt(i + 2);
            }
            if (next > m.byteSize()) {
                return false;
            }
            if (code == COMMENT || isApplication(i)) {
                drop(i, next);
            }
            i = code == START_OF_SCAN ? behindScan(next) : next;
        }
        return i + 2 <= m.byteSize() && word(i) == (0xFF00 | END) && cutAt(i + 2);
    }

    /// First marker behind entropy-coded data; stuffed bytes (00, in JPEG-LS any below 80) and restarts belong to it.
    private long behindScan(long from) {
        long i = from;
        while (i + 1 < m.byteSize()) {
            int next = at(i + 1);
            boolean marker = at(i) == 0xFF && next >= 0x80 && !(next >= 0xD0 && next <= 0xD7) && next != 0xFF;
            if (marker) {
                return i;
            }
            i++;
        }
        return m.byteSize();
    }

    private static boolean isFrameHeader(int code) {
        return code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC || code == 0xF7;
    }

    /// APP0 (JFIF), APP8 (colour transform of JPEG-LS) and APP14 (Adobe) say how colours are coded and stay, if they are
    /// no longer than that takes.
    private boolean isApplication(long at) {
        int code = at(at + 1);
        boolean codesColours = code == 0xE0 || code == 0xE8 || code == 0xEE;
        return code >= 0xE0 && code <= 0xEF && !(codesColours && word(at + 2) <= COLOUR_SEGMENT);
    }

    /// The main header loses its comments; a comment in a tile-part's header, or bytes behind the end, are not passed.
    private boolean jpeg2000() {
        long i = 2;
        while (i + 4 <= m.byteSize() && at(i) == 0xFF && at(i + 1) != TILE_PART) {
            long next = i + 2 + word(i + 2);
            if (next > m.byteSize()) {
                return false;
            }
            if (at(i + 1) == COMMENT_2000) {
                drop(i, next);
            }
            i = next;
        }
        while (i + 12 <= m.byteSize() && word(i) == (0xFF00 | TILE_PART)) {
            long length = (long) word(i + 6) << 16 | word(i + 8);
            if (!plainHeader(i + 12)) {
                return false;
            }
            if (length == 0) {
                return endsAtEnd();
            }
            i += length;
        }
        return i + 2 <= m.byteSize() && word(i) == (0xFF00 | END) && cutAt(i + 2);
    }

    private boolean plainHeader(long from) {
        long i = from;
        while (i + 4 <= m.byteSize() && at(i) == 0xFF && at(i + 1) != DATA_2000) {
            if (at(i + 1) == COMMENT_2000) {
                return false;
            }
            i += 2 + word(i + 2);
        }
        return i + 2 <= m.byteSize() && word(i) == (0xFF00 | DATA_2000);
    }

    private boolean endsAtEnd() {
        long n = m.byteSize();
        return n >= 3 && (word(n - 2) == (0xFF00 | END) || at(n - 1) == 0 && word(n - 3) == (0xFF00 | END));
    }

    /// Ends the codestream here; zeros up to an even length may stay.
    private boolean cutAt(long to) {
        boolean padded = m.byteSize() == to + 1 && at(to) == 0;
        end = padded ? m.byteSize() : to;
        return true;
    }
}
