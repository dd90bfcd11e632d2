package loupe.core.dicom.display;

import loupe.core.dicom.DicomException;

/// Expands a segmented colour palette (DICOM PS3.3 C.7.9.2): discrete, linear and indirect segments.
final class SegmentedPalette {
    private static final int MOST_SEGMENTS = 1 << 20;

    private final int[] words;
    private final boolean wide;
    private final int[] out;
    private int at;
    private int filled;
    private int visited;

    private SegmentedPalette(int[] words, boolean wide, int entries) {
        this.words = words;
        this.wide = wide;
        this.out = new int[entries];
    }

    /// @param words the segmented data
    /// @param wide whether its words have 16 bits, else 8
    /// @param entries entries the palette must have
    /// @throws DicomException if the segments give another number of entries or point outside
    static int[] expand(int[] words, boolean wide, int entries) throws DicomException {
        SegmentedPalette p = new SegmentedPalette(words, wide, entries);
        while (p.at < words.length && p.filled < entries) {
            p.segment(true);
        }
        if (p.filled < entries) {
            throw damaged();
        }
        return p.out;
    }

    private void segment(boolean mayPoint) throws DicomException {
        if (++visited > MOST_SEGMENTS) {
            throw damaged();
        }
        int code = word();
        int length = word();
        switch (code) {
            case 0 -> {
                for (int i = 0; i < length; i++) {
                    add(word());
                }
            }
            case 1 -> linear(length, word());
            case 2 -> indirect(length, mayPoint);
            default -> throw damaged();
        }
    }

    private void linear(int length, int end) throws DicomException {
        if (filled == 0) {
            throw damaged();
        }
        int start = out[filled - 1];
        for (int i = 1; i <= length; i++) {
            add((int) Math.rint(start + (double) (end - start) * i / length));
        }
    }

    /// Repeats segments from an offset on; an indirect segment may not repeat another indirect one.
    private void indirect(int segments, boolean mayPoint) throws DicomException {
        int offset = wide ? (word() | word() << 16) / 2 : word() | word() << 8 | word() << 16 | word() << 24;
        int back = at;
        if (!mayPoint || offset < 0 || offset >= words.length) {
            throw damaged();
        }
        at = offset;
        for (int i = 0; i < segments; i++) {
            segment(false);
        }
        at = back;
    }

    private void add(int value) throws DicomException {
        if (filled == out.length) {
            throw damaged();
        }
        out[filled++] = value;
    }

    private int word() throws DicomException {
        if (at == words.length) {
            throw damaged();
        }
        return words[at++];
    }

    private static DicomException damaged() {
        return new DicomException("the segmented colour palette is damaged", -1);
    }
}
