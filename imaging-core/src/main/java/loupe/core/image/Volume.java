package loupe.core.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.geometry.VoxelGrid;

/// A stack of slices of one value per voxel in one piece of off-heap memory, in the patient's space.
///
/// Stored samples are 16-bit (signed or unsigned) or 32-bit float; the value of a voxel is
/// `slope[slice] * stored + intercept[slice]` (DICOM PS3.3 C.11.1.1.2). Holds no identity. Reads may come from any
/// thread until [#close()]; after it they throw IllegalStateException.
public final class Volume implements AutoCloseable {

    /// How a sample is stored.
    public enum SampleType {
        /// Signed 16-bit.
        INT16(2),
        /// Unsigned 16-bit.
        UINT16(2),
        /// IEEE 754 single.
        FLOAT32(4);

        private final int bytes;

        SampleType(int bytes) {
            this.bytes = bytes;
        }

        /// Bytes a sample takes.
        public int bytes() {
            return bytes;
        }
    }

    /// Whole numbers below it add up in single precision without loss, with room for 16 bits beside them.
    private static final double EXACT = 1 << 23;

    private final VoxelGrid grid;
    private final SampleType type;
    private final String unit;
    private final Arena arena;
    private final MemorySegment samples;
    private final double[] slope;
    private final double[] intercept;

    private Volume(
            VoxelGrid grid,
            SampleType type,
            String unit,
            Arena arena,
            MemorySegment samples,
            double[] slope,
            double[] intercept) {
        this.grid = grid;
        this.type = type;
        this.unit = unit;
        this.arena = arena;
        this.samples = samples;
        this.slope = slope;
        this.intercept = intercept;
    }

    /// A builder whose memory is zeroed.
    ///
    /// @param unit UCUM-like unit of the values: `HU`, `1`, `SUVbw`; empty where unknown
    public static Builder builder(VoxelGrid grid, SampleType type, String unit) {
        return new Builder(grid, type, unit);
    }

    /// The grid the voxels lie on.
    public VoxelGrid grid() {
        return grid;
    }

    /// Unit of the values; empty where unknown.
    public String unit() {
        return unit;
    }

    /// How samples are stored.
    public SampleType sampleType() {
        return type;
    }

    /// Rescale slope of a slice.
    public double slope(int slice) {
        return slope[slice];
    }

    /// Rescale intercept of a slice, in [#unit()].
    public double intercept(int slice) {
        return intercept[slice];
    }

    /// Read-only stored samples of the whole volume, slices outermost, native byte order.
    public MemorySegment samples() {
        return samples.asReadOnly();
    }

    /// Bytes of off-heap memory this volume holds.
    public long bytes() {
        return samples.byteSize();
    }

    /// Value of a voxel, in [#unit()].
    ///
    /// @throws IndexOutOfBoundsException outside the grid
    public float value(int column, int row, int slice) {
        return (float) (slope[slice] * stored(grid.indexOf(column, row, slice)) + intercept[slice]);
    }

    private double stored(long index) {
        return switch (type) {
            case INT16 -> samples.getAtIndex(ValueLayout.JAVA_SHORT, index);
            case UINT16 -> Short.toUnsignedInt(samples.getAtIndex(ValueLayout.JAVA_SHORT, index));
            case FLOAT32 -> samples.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        };
    }

    /// Copies one slice's values, row by row, into an array of at least columns x rows; the same numbers as [#value] to the last
    /// bit.
    public void slice(int slice, float[] into) {
        if (slice < 0 || slice >= grid.slices()) {
            throw new IndexOutOfBoundsException("slice " + slice + " of " + grid.slices());
        }
        int n = grid.voxelsPerSlice();
        copy((long) slice * n, n, slice, into, 0);
    }

    /// Copies the values of one row of every slice, slice by slice, into an array of at least columns x slices; the same numbers as
    /// [#value] to the last bit.
    public void rowOfSlices(int row, float[] into) {
        if (row < 0 || row >= grid.rows()) {
            throw new IndexOutOfBoundsException("row " + row + " of " + grid.rows());
        }
        for (int s = 0; s < grid.slices(); s++) {
            copy((long) s * grid.voxelsPerSlice() + (long) row * grid.columns(), grid.columns(), s, into, s * grid.columns());
        }
    }

    /// Copies values that follow each other in a slice.
    private void copy(long from, int n, int slice, float[] into, int at) {
        double a = slope[slice];
        double b = intercept[slice];
        boolean whole = a == 1 && b == Math.rint(b) && Math.abs(b) < EXACT;
        float add = (float) b;
        switch (type) {
            case INT16 -> {
                if (whole) {
                    for (int i = 0; i < n; i++) {
                        into[at + i] = samples.getAtIndex(ValueLayout.JAVA_SHORT, from + i) + add;
                    }
                    return;
                }
                for (int i = 0; i < n; i++) {
                    into[at + i] = (float) (a * samples.getAtIndex(ValueLayout.JAVA_SHORT, from + i) + b);
                }
            }
            case UINT16 -> {
                if (whole) {
                    for (int i = 0; i < n; i++) {
                        into[at + i] = (samples.getAtIndex(ValueLayout.JAVA_SHORT, from + i) & 0xffff) + add;
                    }
                    return;
                }
                for (int i = 0; i < n; i++) {
                    into[at + i] = (float) (a * (samples.getAtIndex(ValueLayout.JAVA_SHORT, from + i) & 0xffff) + b);
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < n; i++) {
                    into[at + i] = (float) (a * samples.getAtIndex(ValueLayout.JAVA_FLOAT, from + i) + b);
                }
            }
        }
    }

    /// Gives the memory back.
    @Override
    public void close() {
        arena.close();
    }

    /// Fills a volume slice by slice; slices may be filled by different threads.
    public static final class Builder {
        private final VoxelGrid grid;
        private final SampleType type;
        private final String unit;
        private final Arena arena = Arena.ofShared();
        private final MemorySegment samples;
        private final double[] slope;
        private final double[] intercept;

        private Builder(VoxelGrid grid, SampleType type, String unit) {
            this.grid = grid;
            this.type = type;
            this.unit = unit;
            this.samples = arena.allocate(Math.multiplyExact(grid.voxels(), (long) type.bytes()), 8);
            this.slope = new double[grid.slices()];
            this.intercept = new double[grid.slices()];
            java.util.Arrays.fill(slope, 1.0);
        }

        /// Sets the rescale of one slice.
        public Builder rescale(int slice, double slicesSlope, double slicesIntercept) {
            slope[slice] = slicesSlope;
            intercept[slice] = slicesIntercept;
            return this;
        }

        /// Writable stored samples of one slice in native byte order, to be filled by a decoder.
        public MemorySegment sliceSamples(int slice) {
            long bytes = (long) grid.voxelsPerSlice() * type.bytes();
            return samples.asSlice(slice * bytes, bytes);
        }

        /// The finished volume; the builder must not be used afterwards.
        public Volume build() {
            return new Volume(grid, type, unit, arena, samples, slope, intercept);
        }

        /// Gives the memory back when filling failed.
        public void discard() {
            arena.close();
        }
    }
}
