package loupe.core.render;

import loupe.core.segment.VoxelBox;

/// Which voxel of a slice is nearest to each row and column of the screen, worked out once for all masks of a picture.
final class Nearest {
    private static final int NONE = Integer.MIN_VALUE / 2;

    private final boolean swapped;
    /// By screen column, where the voxel lies in the slice along the axis that runs across; none beside the slice.
    private final int[] across;
    /// By screen row, from the one above the screen to the one below it, likewise.
    private final int[] down;
    private final int acrossStride;
    private final int downStride;

    private Nearest(boolean swapped, int[] across, int[] down, Scan scan) {
        this.swapped = swapped;
        this.across = across;
        this.down = down;
        this.acrossStride = scan.across().stride();
        this.downStride = scan.down().stride();
    }

    /// Screen pixels from `first` until before `end`.
    record Range(int first, int end) {
        boolean isEmpty() {
            return first >= end;
        }
    }

    /// @param columns voxels of a row of the slice
    /// @param rows its rows
    static Nearest of(Viewport v, int columns, int rows) {
        Scan scan = Scan.of(v, columns, rows);
        int[] across = new int[v.width()];
        for (int x = 0; x < across.length; x++) {
            across[x] = place(scan.across(), scan.across().index()[x]);
        }
        int[] down = new int[v.height() + 2];
        for (int y = 0; y < down.length; y++) {
            down[y] = place(scan.down(), Scan.downAt(v, y - 1));
        }
        return new Nearest(v.transform().swapsAxes(), across, down, scan);
    }

    private static int place(Scan.Line line, double index) {
        double nearest = Math.rint(index);
        return line.has(nearest) ? (int) nearest * line.stride() : NONE;
    }

    /// Screen pixels across.
    int width() {
        return across.length;
    }

    /// What to add for a screen column to a row's place in the slice.
    int across(int x) {
        return across[x];
    }

    /// Where a screen row begins in the slice, from one above the screen to one below; negative beside the slice.
    int down(int y) {
        return down[y + 1];
    }

    /// Screen columns that show voxels of a box.
    Range across(VoxelBox box) {
        return swapped
                ? within(across, 0, across.length, box.first().row() * acrossStride, box.last().row() * acrossStride)
                : within(across, 0, across.length, box.first().column() * acrossStride, box.last().column() * acrossStride);
    }

    /// Screen rows that show voxels of a box.
    Range down(VoxelBox box) {
        Range in = swapped
                ? within(down, 1, down.length - 1, box.first().column() * downStride, box.last().column() * downStride)
                : within(down, 1, down.length - 1, box.first().row() * downStride, box.last().row() * downStride);
        return new Range(in.first - 1, in.end - 1);
    }

    /// The axis runs one way, so what lies in the bounds is one range.
    private static Range within(int[] places, int from, int until, int least, int most) {
        int first = from;
        while (first < until && (places[first] < least || places[first] > most)) {
            first++;
        }
        int end = first;
        while (end < until && places[end] >= least && places[end] <= most) {
            end++;
        }
        return new Range(first, end);
    }
}
