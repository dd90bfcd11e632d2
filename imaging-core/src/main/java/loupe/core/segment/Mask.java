package loupe.core.segment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import org.jspecify.annotations.Nullable;

/// A set of voxels on a grid. Immutable: an edit gives a new mask that shares every untouched slice.
///
/// Bits of a slice lie row by row, columns innermost, 64 to a word, lowest bit first; a slice with no voxel takes no
/// memory. Safe for any thread.
public final class Mask {
    private final VoxelGrid grid;
    private final long[][] slices;
    /// Voxels of each slice, below 0 until somebody asks; the same whoever counts.
    private final int[] counts;
    /// The box of every voxel once somebody asked; the same whoever looks.
    private @Nullable Optional<VoxelBox> box;

    private Mask(VoxelGrid grid, long[][] slices) {
        this.grid = grid;
        this.slices = slices;
        this.counts = new int[slices.length];
        Arrays.fill(counts, -1);
    }

    /// This mask, which shares slices with another of its size: what was counted there is known.
    private Mask countedAs(Mask other) {
        for (int s = 0; s < slices.length; s++) {
            if (slices[s] == other.slices[s]) {
                counts[s] = other.counts[s];
            }
        }
        return this;
    }

    /// The mask with no voxel.
    public static Mask empty(VoxelGrid grid) {
        return new Mask(grid, new long[grid.slices()][]);
    }

    /// A builder to set voxels in bulk.
    public static Builder builder(VoxelGrid grid) {
        return new Builder(grid);
    }

    /// A builder that begins with this mask's voxels; what it does not change stays shared.
    public Builder toBuilder() {
        return new Builder(grid, slices.clone(), new boolean[slices.length]);
    }

    /// The grid the voxels lie on.
    public VoxelGrid grid() {
        return grid;
    }

    /// Whether a voxel is in the mask.
    ///
    /// @throws IndexOutOfBoundsException outside the grid
    public boolean contains(int column, int row, int slice) {
        grid.indexOf(column, row, slice);
        return bit(slices[slice], row * grid.columns() + column);
    }

    /// Whether the voxel at an in-slice index (row * columns + column) is in the mask.
    public boolean contains(int slice, int inSlice) {
        if (inSlice < 0 || inSlice >= grid.voxelsPerSlice()) {
            throw new IndexOutOfBoundsException("in-slice index " + inSlice);
        }
        return bit(slices[slice], inSlice);
    }

    private static boolean bit(long[] words, int index) {
        return words != null && (words[index >>> 6] >>> index & 1) != 0;
    }

    /// Whether a slice has no voxel.
    public boolean isEmpty(int slice) {
        return slices[slice] == null;
    }

    /// Whether no slice has a voxel.
    public boolean isEmpty() {
        for (long[] s : slices) {
            if (s != null) {
                return false;
            }
        }
        return true;
    }

    /// The smallest box that holds every voxel; empty for an empty mask.
    public Optional<VoxelBox> box() {
        Optional<VoxelBox> known = box;
        if (known == null) {
            known = boxOfAll();
            box = known;
        }
        return known;
    }

    private Optional<VoxelBox> boxOfAll() {
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1, -1};
        for (int s = 0; s < slices.length; s++) {
            if (slices[s] != null) {
                low[2] = Math.min(low[2], s);
                high[2] = s;
                BoxOfSlice.widen(slices[s], grid.columns(), low, high);
            }
        }
        return high[2] < 0
                ? Optional.empty()
                : Optional.of(
                        new VoxelBox(new Voxel(low[0], low[1], low[2]), new Voxel(high[0], high[1], high[2])));
    }

    /// The smallest box that holds every voxel of a slice; empty for one with no voxel.
    public Optional<VoxelBox> box(int slice) {
        if (slices[slice] == null) {
            return Optional.empty();
        }
        int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE};
        int[] high = {-1, -1};
        BoxOfSlice.widen(slices[slice], grid.columns(), low, high);
        return Optional.of(new VoxelBox(new Voxel(low[0], low[1], slice), new Voxel(high[0], high[1], slice)));
    }

    /// The voxels in this mask and another.
    ///
    /// @throws IllegalArgumentException if the grids differ in size; likewise below
    public Mask and(Mask other) {
        return combined(other, (a, b) -> a & b);
    }

    /// The voxels in this mask or another.
    public Mask or(Mask other) {
        return combined(other, (a, b) -> a | b);
    }

    /// The voxels in this mask and not in another.
    public Mask andNot(Mask other) {
        return combined(other, (a, b) -> a & ~b);
    }

    /// The voxels in exactly one of both.
    public Mask xor(Mask other) {
        return combined(other, (a, b) -> a ^ b);
    }

    /// The voxels of the grid not in this mask.
    public Mask inverted() {
        long[] full = new long[wordsPerSlice(grid)];
        WordRuns.set(full, 0, grid.voxelsPerSlice(), true);
        long[][] all = new long[slices.length][];
        Arrays.fill(all, full);
        return new Mask(grid, SliceSets.combined(all, slices, (a, b) -> a & ~b));
    }

    /// The voxels in a box.
    public Mask cut(VoxelBox box) {
        Builder out = builder(grid);
        int columns = grid.columns();
        for (int s = Math.max(0, box.first().slice()); s <= Math.min(slices.length - 1, box.last().slice()); s++) {
            int slice = s;
            forEachRun(s, (start, length) -> {
                int end = start + length;
                for (int row = start / columns; row * columns < end; row++) {
                    int from = Math.max(start, row * columns + box.first().column());
                    int to = Math.min(end, row * columns + Math.min(columns, box.last().column() + 1));
                    if (from < to && row >= box.first().row() && row <= box.last().row()) {
                        out.addRun(slice, from, to - from);
                    }
                }
            });
        }
        return out.build();
    }

    private Mask combined(Mask other, LongBinaryOperator op) {
        requireSameSize(other);
        return new Mask(grid, SliceSets.combined(slices, other.slices, op)).countedAs(this);
    }

    private void requireSameSize(Mask other) {
        VoxelGrid o = other.grid;
        if (o.columns() != grid.columns() || o.rows() != grid.rows() || o.slices() != grid.slices()) {
            throw new IllegalArgumentException("masks must have grids of one size");
        }
    }

    /// Number of voxels in the mask; each slice is counted once, also for masks made of this one that share it.
    public long count() {
        long sum = 0;
        for (int s = 0; s < slices.length; s++) {
            sum += count(s);
        }
        return sum;
    }

    /// Number of voxels in one slice.
    public int count(int slice) {
        int known = counts[slice];
        if (known < 0) {
            known = 0;
            if (slices[slice] != null) {
                for (long w : slices[slice]) {
                    known += Long.bitCount(w);
                }
            }
            counts[slice] = known;
        }
        return known;
    }

    /// Area of its pixels in square millimetres, for masks on films and slides.
    public double squareMillimetres() {
        return count() * grid.columnMm() * grid.rowMm();
    }

    /// Volume in millilitres.
    public double millilitres() {
        return count() * grid.voxelMm3() / 1000;
    }

    /// The words of a slice's bits (a copy); empty array for an empty slice.
    public long[] words(int slice) {
        return slices[slice] == null ? new long[0] : slices[slice].clone();
    }

    /// This mask with the delta's voxels flipped.
    ///
    /// @throws IllegalArgumentException if the delta was made for a grid of another size or with fewer slices
    public Mask apply(MaskDelta delta) {
        if (delta.voxelsPerSlice() != grid.voxelsPerSlice()) {
            throw new IllegalArgumentException("the delta was made for slices of " + delta.voxelsPerSlice()
                    + " voxels, these have " + grid.voxelsPerSlice());
        }
        long[][] next = slices.clone();
        delta.forEachRun((slice, start, length) -> {
            if (slice >= slices.length) {
                throw new IllegalArgumentException("the delta flips slice " + slice + " of " + slices.length);
            }
            if (next[slice] == slices[slice]) {
                next[slice] = slices[slice] == null ? new long[wordsPerSlice(grid)] : slices[slice].clone();
            }
            WordRuns.flip(next[slice], start, length);
        });
        for (int s = 0; s < next.length; s++) {
            if (next[s] != slices[s] && allZero(next[s])) {
                next[s] = null;
            }
        }
        return new Mask(grid, next).countedAs(this);
    }

    /// The flips that turn this mask into another on the same grid.
    public MaskDelta deltaTo(Mask target) {
        return xor(target).asDelta();
    }

    /// The edit that flips every voxel of this mask.
    public MaskDelta asDelta() {
        MaskDelta.Builder flips = MaskDelta.builder(grid.voxelsPerSlice());
        for (int s = 0; s < slices.length; s++) {
            if (slices[s] != null) {
                int slice = s;
                WordRuns.each(slices[s], (start, length) -> flips.flip(slice, start, length));
            }
        }
        return flips.build();
    }

    /// Hands over the runs of a slice's voxels in rising order; a run may go on over the end of a row.
    public void forEachRun(int slice, RunTaker taker) {
        if (slices[slice] != null) {
            WordRuns.each(slices[slice], taker);
        }
    }

    /// Hands over every voxel, columns innermost, then rows, then slices.
    public void forEachVoxel(VoxelTaker taker) {
        for (int s = 0; s < slices.length; s++) {
            int slice = s;
            forEachRun(s, (start, length) -> {
                for (int i = start; i < start + length; i++) {
                    taker.voxel(i % grid.columns(), i / grid.columns(), slice);
                }
            });
        }
    }

    /// Receives voxels.
    @FunctionalInterface
    public interface VoxelTaker {
        /// A voxel, by column, row and slice.
        void voxel(int column, int row, int slice);
    }

    /// Receives runs of a slice.
    @FunctionalInterface
    public interface RunTaker {
        /// `length` voxels from in-slice index `start`.
        void run(int start, int length);
    }

    /// This mask on another grid in the same space: a voxel is in if its centre lies in a voxel of this mask.
    public Mask resampled(VoxelGrid target) {
        if (target.equals(grid)) {
            return this;
        }
        return box().map(b -> Resampling.of(this, b, target)).orElseGet(() -> empty(target));
    }

    /// Dice overlap with another mask on an equal-sized grid: 2|A and B| / (|A| + |B|); 1 if both are empty.
    public double dice(Mask other) {
        long sum = count() + other.count();
        long differing = 0;
        for (int s = 0; s < slices.length; s++) {
            if (slices[s] != other.slices[s]) {
                differing += isEmpty(s) || other.isEmpty(s) ? count(s) + other.count(s) : differing(slices[s], other.slices[s]);
            }
        }
        return sum == 0 ? 1 : (double) (sum - differing) / sum;
    }

    private static long differing(long[] a, long[] b) {
        long sum = 0;
        for (int w = 0; w < a.length; w++) {
            sum += Long.bitCount(a[w] ^ b[w]);
        }
        return sum;
    }

    /// Equal grids and the same voxels.
    @Override
    public boolean equals(Object o) {
        return o instanceof Mask m && grid.equals(m.grid) && Arrays.deepEquals(slices, m.slices);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.deepHashCode(slices);
    }

    private static boolean allZero(long[] words) {
        for (long w : words) {
            if (w != 0) {
                return false;
            }
        }
        return true;
    }

    private static int wordsPerSlice(VoxelGrid grid) {
        return (grid.voxelsPerSlice() + 63) >>> 6;
    }

    /// Sets voxels one by one or by word; not thread-safe, except that different slices may be filled by different
    /// threads.
    public static final class Builder {
        private final VoxelGrid grid;
        private final long[][] slices;
        private final boolean[] shared;

        private Builder(VoxelGrid grid) {
            this(grid, new long[grid.slices()][], new boolean[grid.slices()]);
        }

        private Builder(VoxelGrid grid, long[][] slices, boolean[] shared) {
            this.grid = grid;
            this.slices = slices;
            this.shared = shared;
            for (int s = 0; s < slices.length; s++) {
                shared[s] = slices[s] != null;
            }
        }

        /// The grid the mask will lie on.
        public VoxelGrid grid() {
            return grid;
        }

        /// Words of a slice that may be written.
        private long[] own(int slice) {
            if (slices[slice] == null) {
                slices[slice] = new long[wordsPerSlice(grid)];
            } else if (shared[slice]) {
                slices[slice] = slices[slice].clone();
                shared[slice] = false;
            }
            return slices[slice];
        }

        /// Adds a voxel.
        public Builder add(int column, int row, int slice) {
            grid.indexOf(column, row, slice);
            return add(slice, row * grid.columns() + column);
        }

        /// Adds the voxel at an in-slice index (row * columns + column).
        public Builder add(int slice, int inSlice) {
            if (inSlice < 0 || inSlice >= grid.voxelsPerSlice()) {
                throw new IndexOutOfBoundsException("in-slice index " + inSlice);
            }
            own(slice)[inSlice >>> 6] |= 1L << inSlice;
            return this;
        }

        /// Adds a run of voxels from an in-slice index on.
        public Builder addRun(int slice, int start, int length) {
            return run(slice, start, length, true);
        }

        /// Gives a slice the voxels of another, at no cost of memory.
        public Builder repeat(int from, int to) {
            slices[to] = slices[from];
            shared[from] = slices[from] != null;
            shared[to] = shared[from];
            return this;
        }

        /// Takes a run of voxels away from an in-slice index on.
        public Builder removeRun(int slice, int start, int length) {
            return slices[slice] == null ? this : run(slice, start, length, false);
        }

        private Builder run(int slice, int start, int length, boolean in) {
            if (start < 0 || length < 0 || start > grid.voxelsPerSlice() - length) {
                throw new IndexOutOfBoundsException("run of " + length + " from in-slice index " + start);
            }
            WordRuns.set(own(slice), start, length, in);
            return this;
        }

        /// Adds the voxels of a slice whose bits are set, 64 to a word, lowest bit first.
        ///
        /// @throws IllegalArgumentException if there are more words than a slice has, or bits beyond its voxels
        public Builder add(int slice, long[] words) {
            int need = wordsPerSlice(grid);
            int left = grid.voxelsPerSlice() & 63;
            if (words.length > need || words.length == need && left != 0 && words[need - 1] >>> left != 0) {
                throw new IllegalArgumentException("more bits than a slice has voxels");
            }
            if (allZero(words)) {
                return this;
            }
            long[] into = own(slice);
            for (int i = 0; i < words.length; i++) {
                into[i] |= words[i];
            }
            return this;
        }

        /// The finished mask; the builder must not be used afterwards.
        public Mask build() {
            for (int s = 0; s < slices.length; s++) {
                if (slices[s] != null && !shared[s] && allZero(slices[s])) {
                    slices[s] = null;
                }
            }
            return new Mask(grid, slices);
        }
    }
}
