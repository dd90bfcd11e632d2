package loupe.core.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.geometry.VoxelGrid;

/// Values of a volume at fractional voxel indices; NaN more than half a voxel outside the grid.
final class Sampler {
    private final VoxelGrid grid;
    private final MemorySegment samples;
    private final Volume.SampleType type;
    private final Reslice.Interpolation interpolation;
    private final double[] slope;
    private final double[] intercept;

    Sampler(Volume volume, Reslice.Interpolation interpolation) {
        this.grid = volume.grid();
        this.samples = volume.samples();
        this.type = volume.sampleType();
        this.interpolation = interpolation;
        this.slope = new double[grid.slices()];
        this.intercept = new double[grid.slices()];
        for (int s = 0; s < slope.length; s++) {
            slope[s] = volume.slope(s);
            intercept[s] = volume.intercept(s);
        }
    }

    double at(double column, double row, double slice) {
        if (!(column >= -0.5 && column <= grid.columns() - 0.5)
                || !(row >= -0.5 && row <= grid.rows() - 0.5)
                || !(slice >= -0.5 && slice <= grid.slices() - 0.5)) {
            return Double.NaN;
        }
        return interpolation == Reslice.Interpolation.LINEAR ? linear(column, row, slice) : nearest(column, row, slice);
    }

    private double nearest(double column, double row, double slice) {
        int c = (int) Math.min(column + 0.5, grid.columns() - 1.0);
        int r = (int) Math.min(row + 0.5, grid.rows() - 1.0);
        int s = (int) Math.min(slice + 0.5, grid.slices() - 1.0);
        return value(s, ((long) s * grid.rows() + r) * grid.columns() + c);
    }

    private double linear(double column, double row, double slice) {
        double c = Math.clamp(column, 0, grid.columns() - 1.0);
        double r = Math.clamp(row, 0, grid.rows() - 1.0);
        double s = Math.clamp(slice, 0, grid.slices() - 1.0);
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
