package loupe.core.segment;

import java.util.Arrays;

/// An edit of a mask: the voxels it flips, as runs. It is its own inverse, so undo applies it once more.
///
/// Immutable; safe for any thread.
public final class MaskDelta {
    private final int voxelsPerSlice;
    private final int[] runs;

    private MaskDelta(int voxelsPerSlice, int[] runs) {
        this.voxelsPerSlice = voxelsPerSlice;
        this.runs = runs;
    }

    /// A builder; voxels must come in rising order of (slice, in-slice index).
    ///
    /// @param voxelsPerSlice columns x rows of the grid the delta belongs to
    public static Builder builder(int voxelsPerSlice) {
        return new Builder(voxelsPerSlice);
    }

    /// From stored runs: triples of slice, first in-slice index and length.
    ///
    /// @throws IllegalArgumentException if a run does not fit a slice or the array is not triples
    public static MaskDelta ofRuns(int voxelsPerSlice, int[] runs) {
        if (runs.length % 3 != 0) {
            throw new IllegalArgumentException("runs must be triples, were " + runs.length + " numbers");
        }
        for (int i = 0; i < runs.length; i += 3) {
            if (runs[i] < 0 || runs[i + 1] < 0 || runs[i + 2] < 1 || runs[i + 1] > voxelsPerSlice - runs[i + 2]) {
                throw new IllegalArgumentException("run " + i / 3 + " does not fit a slice of " + voxelsPerSlice);
            }
        }
        return new MaskDelta(voxelsPerSlice, runs.clone());
    }

    /// Columns x rows of the grid this belongs to.
    public int voxelsPerSlice() {
        return voxelsPerSlice;
    }

    /// The runs as triples of slice, first in-slice index and length (a copy).
    public int[] runs() {
        return runs.clone();
    }

    /// Whether nothing flips.
    public boolean isEmpty() {
        return runs.length == 0;
    }

    /// Number of voxels that flip.
    public long count() {
        long sum = 0;
        for (int i = 2; i < runs.length; i += 3) {
            sum += runs[i];
        }
        return sum;
    }

    /// Memory this edit takes, in bytes.
    public long bytes() {
        return 32L + 4L * runs.length;
    }

    /// Hands over each run.
    public void forEachRun(RunVisitor visitor) {
        for (int i = 0; i < runs.length; i += 3) {
            visitor.run(runs[i], runs[i + 1], runs[i + 2]);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof MaskDelta d && voxelsPerSlice == d.voxelsPerSlice && Arrays.equals(runs, d.runs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(runs);
    }

    /// Receives runs.
    @FunctionalInterface
    public interface RunVisitor {
        /// One run of `length` voxels from in-slice index `start`.
        void run(int slice, int start, int length);
    }

    /// Collects flips in rising order.
    public static final class Builder {
        private final int voxelsPerSlice;
        private int[] runs = new int[48];
        private int size;

        private Builder(int voxelsPerSlice) {
            this.voxelsPerSlice = voxelsPerSlice;
        }

        /// Flips one voxel; a voxel next to the last one lengthens its run.
        public Builder flip(int slice, int inSlice) {
            return flip(slice, inSlice, 1);
        }

        /// Flips a run of voxels.
        public Builder flip(int slice, int inSlice, int length) {
            if (inSlice < 0 || length < 1 || inSlice > voxelsPerSlice - length || slice < 0) {
                throw new IndexOutOfBoundsException("slice " + slice + ", in-slice index " + inSlice);
            }
            if (size > 0 && runs[size - 3] == slice) {
                int end = runs[size - 2] + runs[size - 1];
                if (inSlice < end) {
                    throw new IllegalArgumentException("flips must come in rising order");
                }
                if (inSlice == end) {
                    runs[size - 1] += length;
                    return this;
                }
            } else if (size > 0 && slice < runs[size - 3]) {
                throw new IllegalArgumentException("flips must come in rising order");
            }
            if (size + 3 > runs.length) {
                runs = Arrays.copyOf(runs, runs.length * 2);
            }
            runs[size++] = slice;
            runs[size++] = inSlice;
            runs[size++] = length;
            return this;
        }

        /// The finished edit.
        public MaskDelta build() {
            return new MaskDelta(voxelsPerSlice, Arrays.copyOf(runs, size));
        }
    }
}
