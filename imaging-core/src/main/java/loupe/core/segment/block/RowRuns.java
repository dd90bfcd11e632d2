package loupe.core.segment.block;

import java.util.Arrays;
import loupe.core.segment.Mask;

/// The runs of a mask's voxels, none over the end of a row, in rising order.
final class RowRuns {
    final int columns;
    /// Index of the first run of each slice, and of the end.
    final int[] firstOfSlice;

    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int size;

    RowRuns(int columns, int slices) {
        this.columns = columns;
        this.firstOfSlice = new int[slices + 1];
    }

    void addSlice(Mask mask, int slice) {
        firstOfSlice[slice] = size;
        mask.forEachRun(slice, this::add);
        firstOfSlice[slice + 1] = size;
    }

    private void add(int start, int length) {
        int end = start + length;
        for (int at = start; at < end; ) {
            int upTo = Math.min(end, (at / columns + 1) * columns);
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, Math.multiplyExact(size, 2));
                lengths = Arrays.copyOf(lengths, starts.length);
            }
            starts[size] = at;
            lengths[size++] = upTo - at;
            at = upTo;
        }
    }

    int size() {
        return size;
    }

    int start(int run) {
        return starts[run];
    }

    int length(int run) {
        return lengths[run];
    }

    int row(int run) {
        return starts[run] / columns;
    }

    int firstColumn(int run) {
        return starts[run] % columns;
    }

    int lastColumn(int run) {
        return starts[run] % columns + lengths[run] - 1;
    }

    /// The run of a slice that holds an in-slice index, or -1.
    int find(int slice, int inSlice) {
        int at = Arrays.binarySearch(starts, firstOfSlice[slice], firstOfSlice[slice + 1], inSlice);
        int run = at >= 0 ? at : -at - 2;
        boolean holds = run >= firstOfSlice[slice] && inSlice < starts[run] + lengths[run];
        return holds ? run : -1;
    }
}
