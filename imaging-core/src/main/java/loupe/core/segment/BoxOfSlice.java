package loupe.core.segment;

/// Least and greatest column and row of a slice's bits.
final class BoxOfSlice {
    private BoxOfSlice() {}

    /// Widens bounds (column, row, …) by the bits of a slice, by runs rather than by bits.
    static void widen(long[] words, int columns, int[] low, int[] high) {
        WordRuns.each(words, (start, length) -> {
            int end = start + length - 1;
            int firstRow = start / columns;
            int lastRow = end / columns;
            low[1] = Math.min(low[1], firstRow);
            high[1] = Math.max(high[1], lastRow);
            low[0] = firstRow == lastRow ? Math.min(low[0], start % columns) : 0;
            high[0] = firstRow == lastRow ? Math.max(high[0], end % columns) : columns - 1;
        });
    }
}
