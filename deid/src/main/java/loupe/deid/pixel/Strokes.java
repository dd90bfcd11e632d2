package loupe.deid.pixel;

import java.util.Arrays;
import java.util.BitSet;

/// Strokes of drawn letters in stored values: thin lines of exactly one value with hard edges on both sides.
///
/// What a program draws after reconstruction has one value wherever it covers a pixel; anatomy has noise. A pixel is of a
/// stroke if it lies in a run, along its row or column, of at most [#WIDEST] equal values, and within two pixels of both
/// ends of the run the values fall (or rise) by [#STEP] of the frame's range. In a cell of [#CELL] x [#CELL] pixels the
/// strokes' values are counted: text makes one value stand out, noise and edges of organs give few pixels each to many. What
/// is of one piece with the [Ground] is no stroke: a gap between organs cut out of a picture has its value as well.
final class Strokes {
    private static final int WIDEST = 8;
    private static final double STEP = 0.08;
    private static final int CELL = 32;
    private static final int EVERY = 16;
    private static final int LEAST_PIXELS = 8;
    private static final int TIMES = 3;
    private static final int BRIGHT = 1;
    private static final int DARK = 2;

    /// Above this, letters may be drawn in a cell.
    static final int HARD = 24;

    private final int[] values;
    private final int columns;
    private final int rows;
    private final byte[] marks;

    private Strokes(int[] values, int columns, int rows, int step) {
        this.values = values;
        this.columns = columns;
        this.rows = rows;
        this.marks = new byte[values.length];
        for (int r = 0; r < rows; r++) {
            line(r * columns, 1, columns, step);
        }
        for (int c = 0; c < columns; c++) {
            line(c, columns, rows, step);
        }
    }

    /// Whether any pixel of a value is marked.
    private boolean marks(int value) {
        for (int i = 0; i < values.length; i++) {
            if (marks[i] != 0 && values[i] == value) {
                return true;
            }
        }
        return false;
    }

    /// The strokes of a frame.
    ///
    /// @param values stored values, row after row; not changed, not kept longer than the answer
    static Strokes of(int[] values, int columns, int rows) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 1000;
        int range = sorted[sorted.length - 1 - cut] - sorted[cut];
        Strokes strokes = new Strokes(values, columns, rows, Math.max(2, (int) (STEP * range)));
        int level = Ground.level(sorted);
        if (strokes.marks(level)) {
            Ground.of(values, columns, level).clear(strokes.marks);
        }
        return strokes;
    }

    private void line(int from, int next, int length, int step) {
        for (int i = 0; i < length; ) {
            int v = values[from + i * next];
            int end = i;
            while (end < length && values[from + end * next] == v) {
                end++;
            }
            if (end - i <= WIDEST) {
                mark(from, next, length, new int[] {i, end, v, step});
            }
            i = end;
        }
    }

    /// Marks a run of equal values `{begin, end, value, step}` if both its sides are hard edges of the same sign.
    private void mark(int from, int next, int length, int[] run) {
        int v = run[2];
        int left = run[0] > 0 ? values[from + (run[0] - 1) * next] : v;
        int left2 = run[0] > 1 ? values[from + (run[0] - 2) * next] : left;
        int right = run[1] < length ? values[from + run[1] * next] : v;
        int right2 = run[1] + 1 < length ? values[from + (run[1] + 1) * next] : right;
        boolean bright = left <= v && right <= v && Math.max(Math.min(left, left2), Math.min(right, right2)) <= v - run[3];
        boolean dark = left >= v && right >= v && Math.min(Math.max(left, left2), Math.max(right, right2)) >= v + run[3];
        if (bright || dark) {
            for (int i = run[0]; i < run[1]; i++) {
                marks[from + i * next] |= (byte) (bright ? BRIGHT : DARK);
            }
        }
    }

    /// The most that one value stands out in any cell of the frame: pixels of one value, at most three times what the
    /// cell's other stroke values have on average.
    int most() {
        return most(new TextBox(0, 0, columns, rows));
    }

    /// The same in a part of the frame.
    int most(TextBox part) {
        int most = 0;
        int[] cell = new int[CELL * CELL];
        for (int top = part.row(); top == part.row() || top + CELL - EVERY < part.row() + part.height(); top += EVERY) {
            for (int left = part.column();
                    left == part.column() || left + CELL - EVERY < part.column() + part.width(); left += EVERY) {
                int bottom = Math.min(part.row() + part.height(), top + CELL);
                TextBox at = new TextBox(left, top, Math.min(part.column() + part.width(), left + CELL) - left, bottom - top);
                most = Math.max(most, Math.max(standsOut(at, BRIGHT, cell), standsOut(at, DARK, cell)));
            }
        }
        return most;
    }

    private int standsOut(TextBox at, int sign, int[] cell) {
        int n = 0;
        for (int r = at.row(); r < at.row() + at.height(); r++) {
            for (int c = at.column(); c < at.column() + at.width(); c++) {
                if ((marks[r * columns + c] & sign) != 0) {
                    cell[n++] = values[r * columns + c];
                }
            }
        }
        return n < LEAST_PIXELS ? 0 : standsOut(cell, n);
    }

    private static int standsOut(int[] cell, int n) {
        Arrays.sort(cell, 0, n);
        int distinct = 0;
        int most = 0;
        for (int i = 0; i < n; ) {
            int end = i;
            while (end < n && cell[end] == cell[i]) {
                end++;
            }
            distinct++;
            most = Math.max(most, end - i);
            i = end;
        }
        double others = distinct > 1 ? (n - most) / (double) (distinct - 1) : 0;
        return most < LEAST_PIXELS ? 0 : (int) Math.min(most, TIMES * most / (1 + others));
    }

    /// The ground of a frame: large areas, each of one piece, of the value most pixels have, as what lies around organs that were
    /// cut out of a picture.
    private static final class Ground {
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
}
