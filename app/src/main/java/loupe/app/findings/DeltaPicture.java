package loupe.app.findings;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import loupe.core.segment.MaskDelta;

/// A small square picture of the voxels an edit flips: those of the slice with most of them, as large as fits. Of grids whose columns are
/// not known it takes slices to be square. Pure.
///
/// @param side cells across and down
/// @param cells cells with a flipped voxel, row by row
record DeltaPicture(int side, BitSet cells) {
    private static final int SIDE = 20;

    static DeltaPicture of(MaskDelta delta) {
        Map<Integer, Integer> most = new HashMap<>();
        delta.forEachRun((slice, start, length) -> most.merge(slice, length, Integer::sum));
        int slice = most.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
        int columns = (int) Math.max(1, Math.round(Math.sqrt(delta.voxelsPerSlice())));
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
        each(delta, slice, columns, (x, y) -> {
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], y);
            box[2] = Math.max(box[2], x);
            box[3] = Math.max(box[3], y);
        });
        BitSet cells = new BitSet(SIDE * SIDE);
        double step = Math.max(1, Math.max(box[2] - box[0], box[3] - box[1]) + 1) / (double) SIDE;
        each(delta, slice, columns, (x, y) -> {
            int cx = (int) Math.min(SIDE - 1, (x - box[0]) / step);
            int cy = (int) Math.min(SIDE - 1, (y - box[1]) / step);
            cells.set(cy * SIDE + cx);
        });
        return new DeltaPicture(SIDE, cells);
    }

    private static void each(MaskDelta delta, int slice, int columns, Cell visitor) {
        delta.forEachRun((s, start, length) -> {
            for (int i = start; s == slice && i < start + length; i++) {
                visitor.at(i % columns, i / columns);
            }
        });
    }

    interface Cell {
        void at(int column, int row);
    }

    void forEachCell(Cell visitor) {
        for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
            visitor.at(i % side, i / side);
        }
    }
}
