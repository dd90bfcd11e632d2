package loupe.deid.pixel;

import java.util.BitSet;

/// The ground of a frame: large areas, each of one piece, of the value most pixels have, as what lies around organs that were
/// cut out of a picture.
final class Ground {
    /// A smaller piece may be a letter: one of 60 pixels in strokes of 8 has 1,500 or so.
    private static final int LEAST = 4096;

    private final BitSet pixels;

    private Ground(BitSet pixels) {
        this.pixels = pixels;
    }

    /// The ground of a frame.
    ///
    /// @param values stored values, row after row; not changed, not kept
    /// @param level the ground's value, see [#level]
    static Ground of(int[] values, int columns, int level) {
        BitSet ground = new BitSet(values.length);
        BitSet seen = new BitSet(values.length);
        int[] piece = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == level && !seen.get(i)) {
                int n = piece(values, columns, i, seen, piece);
                for (int k = 0; n >= LEAST && k < n; k++) {
                    ground.set(piece[k]);
                }
            }
        }
        return new Ground(ground);
    }

    /// Collects the pixels of one value that hang together with one of them by their sides.
    private static int piece(int[] values, int columns, int first, BitSet seen, int[] piece) {
        int n = 0;
        piece[n++] = first;
        seen.set(first);
        for (int k = 0; k < n; k++) {
            int at = piece[k];
            int column = at % columns;
            int[] beside = {column > 0 ? at - 1 : at, column < columns - 1 ? at + 1 : at, at - columns, at + columns};
            for (int b : beside) {
                if (b >= 0 && b < values.length && values[b] == values[first] && !seen.get(b)) {
                    seen.set(b);
                    piece[n++] = b;
                }
            }
        }
        return n;
    }

    /// The value most pixels have.
    ///
    /// @param sorted a frame's values in rising order
    static int level(int[] sorted) {
        int level = sorted[0];
        int most = 0;
        for (int i = 0; i < sorted.length; ) {
            int end = i;
            while (end < sorted.length && sorted[end] == sorted[i]) {
                end++;
            }
            if (end - i > most) {
                most = end - i;
                level = sorted[i];
            }
            i = end;
        }
        return level;
    }

    /// Takes the marks of pixels of the ground away.
    ///
    /// @param marks one a pixel
    void clear(byte[] marks) {
        for (int i = pixels.nextSetBit(0); i >= 0; i = pixels.nextSetBit(i + 1)) {
            marks[i] = 0;
        }
    }
}
