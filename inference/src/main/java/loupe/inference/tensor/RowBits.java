package loupe.inference.tensor;

import java.util.BitSet;
import loupe.core.geometry.VoxelGrid;

/// A set of voxels as rows of 64-bit words, every row beginning with a word of its own, so that whole rows can be shifted
/// and joined.
final class RowBits {
    private final VoxelGrid grid;
    private final int words;
    private final long[] bits;

    private RowBits(VoxelGrid grid, long[] bits) {
        this.grid = grid;
        this.words = (grid.columns() + 63) >>> 6;
        this.bits = bits;
    }

    static RowBits of(BitSet set, VoxelGrid grid) {
        int columns = grid.columns();
        int words = (columns + 63) >>> 6;
        RowBits out = new RowBits(grid, new long[words * grid.rows() * grid.slices()]);
        new BitRuns(set, columns).each((row, from, end) -> out.set(row, from - row * columns, end - row * columns));
        return out;
    }

    RowBits copy() {
        return new RowBits(grid, bits.clone());
    }

    BitSet toSet() {
        int columns = grid.columns();
        if ((columns & 63) == 0) {
            return BitSet.valueOf(bits);
        }
        BitSet out = new BitSet();
        for (int row = 0; row < grid.rows() * grid.slices(); row++) {
            for (int w = 0; w < words; w++) {
                for (long left = bits[row * words + w]; left != 0; left &= left - 1) {
                    out.set(row * columns + w * 64 + Long.numberOfTrailingZeros(left));
                }
            }
        }
        return out;
    }

    private void set(int row, int from, int end) {
        int first = row * words + (from >>> 6);
        int last = row * words + (end - 1 >>> 6);
        long low = -1L << from;
        long high = -1L >>> -end;
        if (first == last) {
            bits[first] |= low & high;
        } else {
            bits[first] |= low;
            for (int w = first + 1; w < last; w++) {
                bits[w] = -1;
            }
            bits[last] |= high;
        }
    }

    /// Voxels one of whose six neighbours within the grid is not in the set.
    RowBits surface() {
        int rows = grid.rows();
        int lines = rows * grid.slices();
        long[] out = new long[bits.length];
        for (int line = 0; line < lines; line++) {
            int row = line % rows;
            int up = row > 0 ? line - 1 : line;
            int down = row < rows - 1 ? line + 1 : line;
            int before = line >= rows ? line - rows : line;
            int after = line < lines - rows ? line + rows : line;
            for (int w = 0; w < words; w++) {
                long own = bits[line * words + w];
                long inner = own == 0 ? 0 : beside(line, w) & bits[up * words + w] & bits[down * words + w]
                        & bits[before * words + w] & bits[after * words + w];
                out[line * words + w] = own & ~inner;
            }
        }
        return new RowBits(grid, out);
    }

    /// Where both neighbours along the row are set; beyond the row's ends counts as set.
    private long beside(int line, int w) {
        int at = line * words + w;
        long own = bits[at];
        long left = own << 1 | (w > 0 ? bits[at - 1] >>> 63 : 1);
        long right = own >>> 1 | (w < words - 1 ? bits[at + 1] << 63 : 0);
        if (w == words - 1) {
            right |= 1L << (grid.columns() - 1);
        }
        return left & right;
    }

    /// Sets in a row of another set what lies within a reach of this set's voxels of a row.
    void spread(int line, RowBits to, int target, int reach) {
        for (int w = 0; w < words; w++) {
            long left = bits[line * words + w];
            while (left != 0) {
                int bit = Long.numberOfTrailingZeros(left);
                int run = Long.numberOfTrailingZeros(~(left >>> bit));
                int from = w * 64 + bit;
                to.set(target, Math.max(0, from - reach), Math.min(grid.columns(), from + run + reach));
                left = bit + run >= 64 ? 0 : left & -1L << (bit + run);
            }
        }
    }
}
