package loupe.core.segment.block;

import java.util.Arrays;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;

/// A slice of a box of a mask as bytes, row by row: 1 for a voxel that is in, 0 for one that is not.
public final class SliceBytes {
    private SliceBytes() {}

    /// Reads a slice.
    ///
    /// @param into at least as long as the box has columns x rows
    /// @return whether any is in
    public static boolean read(Mask mask, VoxelBox box, int slice, byte[] into) {
        int wide = box.columns();
        Arrays.fill(into, 0, wide * box.rows(), (byte) 0);
        boolean[] any = {false};
        int columns = mask.grid().columns();
        mask.forEachRun(slice, (start, length) -> {
            int end = start + length;
            for (int row = start / columns; row * columns < end; row++) {
                int from = Math.max(start - row * columns, box.first().column());
                int to = Math.min(end - row * columns, box.last().column() + 1);
                if (from < to && row >= box.first().row() && row <= box.last().row()) {
                    int at = (row - box.first().row()) * wide - box.first().column();
                    Arrays.fill(into, at + from, at + to, (byte) 1);
                    any[0] = true;
                }
            }
        });
        return any[0];
    }

    /// Adds what is not 0 to a mask under way; the box must lie in its grid.
    public static void write(byte[] from, VoxelBox box, int slice, Mask.Builder out) {
        int wide = box.columns();
        int columns = out.grid().columns();
        for (int row = 0; row < box.rows(); row++) {
            int at = row * wide;
            int end = at + wide;
            int base = (row + box.first().row()) * columns + box.first().column() - at;
            int i = at;
            while (i < end) {
                while (i < end && from[i] == 0) {
                    i++;
                }
                int begin = i;
                while (i < end && from[i] != 0) {
                    i++;
                }
                if (i > begin) {
                    out.addRun(slice, base + begin, i - begin);
                }
            }
        }
    }
}
