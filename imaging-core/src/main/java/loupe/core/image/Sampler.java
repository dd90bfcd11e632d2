package loupe.core.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.geometry.VoxelGrid;

/// Values of a volume at fractional voxel indices; NaN more than half a voxel outside the grid. Safe for any thread while the
/// volume is open.
public final class Sampler {
    /// How values between voxel centres come about.
    public enum Interpolation {
        /// The value of the voxel the point lies in.
        NEAREST,
        /// Trilinear between the eight voxels around it; held at the outermost centres.
        LINEAR
    }

    /// What rounding may put a point on the grid's outer edge outside of it, in voxels.
    private static final double EDGE = 0.5 + 1e-6;

    private final VoxelGrid grid;
    private final MemorySegment samples;
    private final Volume.SampleType type;
    private final Interpolation interpolation;
    private final double[] slope;
    private final double[] intercept;
    private final double lastColumn;
    private final double lastRow;
    private final double lastSlice;
    private final BetweenVoxels between;

    /// Reads a volume.
    public Sampler(Volume volume, Interpolation interpolation) {
        this.grid = volume.grid();
        this.samples = volume.samples();
        this.type = volume.sampleType();
        this.interpolation = interpolation;
        this.lastColumn = grid.columns() - 1.0;
        this.lastRow = grid.rows() - 1.0;
        this.lastSlice = grid.slices() - 1.0;
        this.slope = new double[grid.slices()];
        this.intercept = new double[grid.slices()];
        for (int s = 0; s < slope.length; s++) {
            slope[s] = volume.slope(s);
            intercept[s] = volume.intercept(s);
        }
        this.between = new BetweenVoxels(grid, samples, type == Volume.SampleType.UINT16, slope, intercept);
    }

    /// Value at a fractional voxel index, in the volume's unit; NaN more than half a voxel outside the grid.
    ///
    /// At whole numbers it is exactly the voxel's value, unless a neighbour is not a finite number.
    public double at(double column, double row, double slice) {
        if (interpolation == Interpolation.LINEAR && inside(column, row, slice)) {
            return linear(column, row, slice);
        }
        if (!(column >= -EDGE && column <= grid.columns() - 1 + EDGE)
                || !(row >= -EDGE && row <= grid.rows() - 1 + EDGE)
                || !(slice >= -EDGE && slice <= grid.slices() - 1 + EDGE)) {
            return Double.NaN;
        }
        return interpolation == Interpolation.LINEAR
                ? linear(
                        Math.clamp(column, 0, lastColumn), Math.clamp(row, 0, lastRow), Math.clamp(slice, 0, lastSlice))
                : nearest(column, row, slice);
    }

    /// Values at places on a straight line, as [#at] gives them but for rounding: the last bits of a double may differ between
    /// voxel centres, none does on them.
    ///
    /// Where the line runs between voxel centres it is read without asking at every place whether it still does; along the columns
    /// the four rows of voxels around it are mixed once for all places.
    ///
    /// @param first fractional index of the first place: column, row, slice
    /// @param step from one place to the next, in voxels
    /// @param into filled whole
    public void along(double[] first, double[] step, double[] into) {
        boolean straight = step[1] == 0 && step[2] == 0;
        int begin = 0;
        while (begin < into.length && !isRead(first, step, begin, straight)) {
            begin++;
        }
        int end = into.length;
        while (end > begin && !isRead(first, step, end - 1, straight)) {
            end--;
        }
        oneByOne(first, step, 0, begin, into);
        if (begin < end && straight) {
            alongColumns(first, step[0], begin, end, into);
        } else if (interpolation == Interpolation.LINEAR && type != Volume.SampleType.FLOAT32) {
            between.read(first, step, begin, end, into);
        } else {
            inside(first, step, begin, end, into);
        }
        oneByOne(first, step, end, into.length, into);
    }

    /// Whether a place is read with those around it: it lies between voxel centres, and on a line that turns before the last column
    /// and row.
    private boolean isRead(double[] first, double[] step, int i, boolean straight) {
        double column = first[0] + i * step[0];
        double row = first[1] + i * step[1];
        return inside(column, row, first[2] + i * step[2]) && (straight || column < lastColumn && row < lastRow);
    }

    private void oneByOne(double[] first, double[] step, int begin, int end, double[] into) {
        for (int i = begin; i < end; i++) {
            into[i] = at(first[0] + i * step[0], first[1] + i * step[1], first[2] + i * step[2]);
        }
    }

    private void inside(double[] first, double[] step, int begin, int end, double[] into) {
        for (int i = begin; i < end; i++) {
            double column = first[0] + i * step[0];
            double row = first[1] + i * step[1];
            double slice = first[2] + i * step[2];
            into[i] = interpolation == Interpolation.LINEAR ? linear(column, row, slice) : nearest(column, row, slice);
        }
    }

    private void alongColumns(double[] first, double step, int begin, int end, double[] into) {
        double one = first[0] + begin * step;
        double other = first[0] + (end - 1) * step;
        int from = (int) Math.min(one, other);
        int to = Math.min((int) Math.max(one, other) + 1, grid.columns() - 1);
        int width = to - from + 1;
        double[] voxels = new double[width + 1];
        if (interpolation == Interpolation.NEAREST) {
            mixRows((int) (first[1] + 0.5), 0, (int) (first[2] + 0.5), from, width, voxels);
            for (int i = begin; i < end; i++) {
                into[i] = voxels[(int) (first[0] + i * step - from + 0.5)];
            }
            return;
        }
        int row = (int) first[1];
        int slice = (int) first[2];
        mixRows(row, first[1] - row, slice, from, width, voxels);
        double share = first[2] - slice;
        if (share > 0) {
            double[] next = new double[width];
            mixRows(row, first[1] - row, slice + 1, from, width, next);
            for (int i = 0; i < width; i++) {
                voxels[i] += (next[i] - voxels[i]) * share;
            }
        }
        voxels[width] = voxels[width - 1];
        for (int i = begin; i < end; i++) {
            double x = first[0] + i * step - from;
            int whole = (int) x;
            double left = voxels[whole];
            into[i] = left + (voxels[whole + 1] - left) * (x - whole);
        }
    }

    /// Values of voxels between a row and the next of one slice.
    ///
    /// @param share 0 for the row itself, towards 1 for the next
    private void mixRows(int row, double share, int slice, int column, int width, double[] into) {
        long base = ((long) slice * grid.rows() + row) * grid.columns() + column;
        read(base, width, into);
        if (share > 0) {
            double[] below = new double[width];
            read(base + grid.columns(), width, below);
            for (int i = 0; i < width; i++) {
                into[i] += (below[i] - into[i]) * share;
            }
        }
        double m = slope[slice];
        double b = intercept[slice];
        for (int i = 0; i < width; i++) {
            into[i] = into[i] * m + b;
        }
    }

    private void read(long base, int width, double[] into) {
        switch (type) {
            case INT16 -> {
                for (int i = 0; i < width; i++) {
                    into[i] = samples.getAtIndex(ValueLayout.JAVA_SHORT, base + i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < width; i++) {
                    into[i] = samples.getAtIndex(ValueLayout.JAVA_SHORT, base + i) & 0xffff;
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < width; i++) {
                    into[i] = samples.getAtIndex(ValueLayout.JAVA_FLOAT, base + i);
                }
            }
        }
    }

    /// The value of a voxel as it is stored, rescaled; NaN outside the grid. A voxel that is NaN itself gives NaN too.
    public double voxel(int column, int row, int slice) {
        return grid.contains(column, row, slice)
                ? value(slice, ((long) slice * grid.rows() + row) * grid.columns() + column)
                : Double.NaN;
    }

    /// For places within the grid's outer edge; what rounding puts before it is cut to 0.
    private double nearest(double column, double row, double slice) {
        int c = Math.min((int) (column + 0.5), grid.columns() - 1);
        int r = Math.min((int) (row + 0.5), grid.rows() - 1);
        int s = Math.min((int) (slice + 0.5), grid.slices() - 1);
        return value(s, ((long) s * grid.rows() + r) * grid.columns() + c);
    }

    /// Whether a place lies between voxel centres on every side; most that are asked for do.
    private boolean inside(double column, double row, double slice) {
        return column >= 0 && column <= lastColumn && row >= 0 && row <= lastRow && slice >= 0 && slice <= lastSlice;
    }

    private double linear(double c, double r, double s) {
        int c0 = (int) c;
        int r0 = (int) r;
        int s0 = (int) s;
        int right = c0 + 1 < grid.columns() ? 1 : 0;
        long below = r0 + 1 < grid.rows() ? grid.columns() : 0;
        long base = ((long) s0 * grid.rows() + r0) * grid.columns() + c0;
        double near = bilinear(base, right, below, c - c0, r - r0) * slope[s0] + intercept[s0];
        if (s == s0) {
            return near;
        }
        double far = bilinear(base + (long) grid.rows() * grid.columns(), right, below, c - c0, r - r0) * slope[s0 + 1]
                + intercept[s0 + 1];
        return near + (far - near) * (s - s0);
    }

    private double bilinear(long base, int right, long below, double fc, double fr) {
        return switch (type) {
            case INT16 -> mixed(
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base),
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + right),
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + below),
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + below + right),
                    fc, fr);
            case UINT16 -> mixed(
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base) & 0xffff,
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + right) & 0xffff,
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + below) & 0xffff,
                    samples.getAtIndex(ValueLayout.JAVA_SHORT, base + below + right) & 0xffff,
                    fc, fr);
            case FLOAT32 -> mixed(
                    samples.getAtIndex(ValueLayout.JAVA_FLOAT, base),
                    samples.getAtIndex(ValueLayout.JAVA_FLOAT, base + right),
                    samples.getAtIndex(ValueLayout.JAVA_FLOAT, base + below),
                    samples.getAtIndex(ValueLayout.JAVA_FLOAT, base + below + right),
                    fc, fr);
        };
    }

    private static double mixed(double a, double b, double c, double d, double fc, double fr) {
        double top = a + (b - a) * fc;
        return top + (c + (d - c) * fc - top) * fr;
    }

    private double value(int slice, long index) {
        return stored(index) * slope[slice] + intercept[slice];
    }

    private double stored(long index) {
        return switch (type) {
            case INT16 -> samples.getAtIndex(ValueLayout.JAVA_SHORT, index);
            case UINT16 -> samples.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xffff;
            case FLOAT32 -> samples.getAtIndex(ValueLayout.JAVA_FLOAT, index);
        };
    }
}
