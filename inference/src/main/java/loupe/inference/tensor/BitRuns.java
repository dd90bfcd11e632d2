package loupe.inference.tensor;

import java.util.BitSet;

/// Goes through the runs of set bits of a set, none longer than a row.
final class BitRuns {
    private final long[] words;
    private final int columns;

    /// @param columns length of a row
    BitRuns(BitSet set, int columns) {
        this.words = set.toLongArray();
        this.columns = columns;
    }

    /// Is told of a run.
    @FunctionalInterface
    interface Run {
        /// @param row the row it lies in
        /// @param from first index
        /// @param end index after its last
        void on(int row, int from, int end);
    }

    void each(Run run) {
        int i = next(0, words.length * 64, 0);
        while (i < words.length * 64) {
            int row = i / columns;
            int end = next(i, (row + 1) * columns, -1);
            run.on(row, i, end);
            i = next(end, words.length * 64, 0);
        }
    }

    /// First index from one on whose bit differs from those of a word of equal bits, or the limit.
    private int next(int from, int limit, long equal) {
        int w = from >>> 6;
        if (from >= limit || w >= words.length) {
            return limit;
        }
        long differing = (words[w] ^ equal) & -1L << from;
        while (differing == 0 && ++w < words.length && w << 6 < limit) {
            differing = words[w] ^ equal;
        }
        return differing == 0 ? limit : Math.min(limit, (w << 6) + Long.numberOfTrailingZeros(differing));
    }
}
