package loupe.inference.tensor;

import java.util.Arrays;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Reads a volume's values on another grid.
///
/// Where the axes of both grids are parallel (in any order and direction) each axis is resampled by itself, averaging
/// where the target is coarser; otherwise every voxel is interpolated trilinearly.
public final class Resampler {
    private static final double PARALLEL = 0.9999;

    private final Volume volume;
    private final VoxelGrid target;
    private final float outside;
    private final Lanes lanes;

    private Resampler(Volume volume, VoxelGrid target, float outside, Lanes lanes) {
        this.volume = volume;
        this.target = target;
        this.outside = outside;
        this.lanes = lanes;
    }

    /// The volume's values on a grid.
    ///
    /// @param outside value of voxels more than half a voxel outside the volume
    /// @param job asked whether to stop after every slice
    public static Field sample(Volume volume, VoxelGrid target, float outside, JobContext job) {
        return sample(volume, target, outside, Lanes.one(job));
    }

    /// As [#sample(Volume, VoxelGrid, float, JobContext)], slices shared out.
    public static Field sample(Volume volume, VoxelGrid target, float outside, Lanes lanes) {
        Resampler r = new Resampler(volume, target, outside, lanes);
        int[] order = r.order();
        return order.length == 3 ? r.separable(order) : r.trilinear();
    }

    private static PatientVector[] steps(VoxelGrid g) {
        return new PatientVector[] {g.columnStep(), g.rowStep(), g.sliceStep()};
    }

    /// For each target axis (columns, rows, slices) the source axis parallel to it; empty where one has none.
    private int[] order() {
        PatientVector[] to = steps(target);
        PatientVector[] from = steps(volume.grid());
        int[] order = new int[3];
        for (int t = 0; t < 3; t++) {
            order[t] = -1;
            for (int s = 0; s < 3; s++) {
                if (Math.abs(to[t].unit().dot(from[s].unit())) > PARALLEL) {
                    order[t] = s;
                }
            }
            if (order[t] < 0) {
                return new int[0];
            }
        }
        return order;
    }

    private Field separable(int[] order) {
        int[] targetOf = new int[3];
        AxisWeights[] weights = new AxisWeights[3];
        int[] sourceCounts = {volume.grid().columns(), volume.grid().rows(), volume.grid().slices()};
        int[] targetCounts = {target.columns(), target.rows(), target.slices()};
        double[] from = volume.grid().toIndex(target.origin());
        for (int t = 0; t < 3; t++) {
            int s = order[t];
            targetOf[s] = t;
            PatientVector along = steps(volume.grid())[s];
            double step = steps(target)[t].dot(along) / along.dot(along);
            weights[s] = new AxisWeights(targetCounts[t], from[s], step, sourceCounts[s]);
        }
        return permuted(alongSlices(planes(weights), weights), weights, targetOf);
    }

    /// Every source slice in the target's in-plane sampling, without the share that lies outside.
    private float[][] planes(AxisWeights[] weights) {
        VoxelGrid g = volume.grid();
        float[][] planes = new float[g.slices()][];
        lanes.each(g.slices(), s -> {
            float[] slice = new float[g.voxelsPerSlice()];
            float[] narrow = new float[g.rows() * weights[0].count()];
            volume.slice(s, slice);
            for (int r = 0; r < g.rows(); r++) {
                row(slice, r * g.columns(), narrow, r * weights[0].count(), weights[0]);
            }
            planes[s] = columns(narrow, weights);
        });
        return planes;
    }

    private static void row(float[] in, int from, float[] out, int to, AxisWeights weights) {
        for (int i = 0; i < weights.count(); i++) {
            float[] w = weights.of(i);
            int at = from + weights.first(i);
            float sum = 0;
            for (int k = 0; k < w.length; k++) {
                sum += w[k] * in[at + k];
            }
            out[to + i] = sum;
        }
    }

    private static float[] columns(float[] in, AxisWeights[] weights) {
        int wide = weights[0].count();
        float[] out = new float[weights[1].count() * wide];
        for (int j = 0; j < weights[1].count(); j++) {
            float[] w = weights[1].of(j);
            for (int k = 0; k < w.length; k++) {
                add(out, j * wide, in, (weights[1].first(j) + k) * wide, wide, w[k]);
            }
        }
        return out;
    }

    private static void add(float[] out, int to, float[] in, int from, int count, float weight) {
        for (int i = 0; i < count; i++) {
            out[to + i] += weight * in[from + i];
        }
    }

    private float[][] alongSlices(float[][] planes, AxisWeights[] weights) {
        int size = weights[0].count() * weights[1].count();
        float[][] out = new float[weights[2].count()][];
        lanes.each(out.length, s -> {
            float[] w = weights[2].of(s);
            float[] sum = new float[size];
            for (int k = 0; k < w.length; k++) {
                add(sum, 0, planes[weights[2].first(s) + k], 0, size, w[k]);
            }
            out[s] = sum;
        });
        return out;
    }

    /// From the source's order of axes to the target's; samples that lie outside become [#outside].
    private Field permuted(float[][] planes, AxisWeights[] weights, int[] targetOf) {
        int[] stride = {1, target.columns(), target.voxelsPerSlice()};
        int dc = stride[targetOf[0]];
        int dr = stride[targetOf[1]];
        int ds = stride[targetOf[2]];
        int wide = weights[0].count();
        float[] out = new float[Math.toIntExact(target.voxels())];
        Arrays.fill(out, outside);
        lanes.each(planes.length, s -> {
            for (int r = 0; r < weights[1].count() && weights[2].of(s).length > 0; r++) {
                for (int c = 0; c < wide && weights[1].of(r).length > 0; c++) {
                    if (weights[0].of(c).length > 0) {
                        out[s * ds + r * dr + c * dc] = planes[s][r * wide + c];
                    }
                }
            }
        });
        return new Field(target, out);
    }

    private Field trilinear() {
        Planes planes = new Planes(volume, outside);
        lanes.each(volume.grid().slices(), planes::read);
        Sweep sweep = Sweep.of(target, volume.grid());
        float[] out = new float[Math.toIntExact(target.voxels())];
        lanes.each(sweep.outer().count(), o -> {
            float[] plane = new float[sweep.middle().count() * sweep.inner().count()];
            for (int m = 0; m < sweep.middle().count(); m++) {
                double[] at = sweep.at(o, m);
                double[] step = sweep.inner().step();
                for (int i = 0; i < sweep.inner().count(); i++) {
                    plane[m * sweep.inner().count() + i] =
                            planes.linear(at[0] + i * step[0], at[1] + i * step[1], at[2] + i * step[2]);
                }
            }
            sweep.put(plane, o, out);
        });
        return new Field(target, out);
    }

    /// A volume's slices as floats, all read before the first is asked for: interpolation is then plain array arithmetic.
    private static final class Planes {
        private final Volume volume;
        private final float outside;
        private final float[][] slices;
        private final int columns;
        private final int rows;

        Planes(Volume volume, float outside) {
            this.volume = volume;
            this.outside = outside;
            this.slices = new float[volume.grid().slices()][];
            this.columns = volume.grid().columns();
            this.rows = volume.grid().rows();
        }

        /// As [Volume#linear]: trilinear, the value outside more than half a voxel beyond the outermost centres.
        float linear(double column, double row, double slice) {
            if (!(column > -0.5 && row > -0.5 && slice > -0.5
                    && column < columns - 0.5 && row < rows - 0.5 && slice < slices.length - 0.5)) {
                return outside;
            }
            double c = Math.clamp(column, 0, columns - 1);
            double r = Math.clamp(row, 0, rows - 1);
            double s = Math.clamp(slice, 0, slices.length - 1);
            int s0 = (int) s;
            double near = plane(s0, c, r);
            return (float) (s > s0 ? near + (plane(s0 + 1, c, r) - near) * (s - s0) : near);
        }

        private double plane(int s, double c, double r) {
            float[] v = slices[s];
            int c0 = (int) c;
            int r0 = (int) r;
            int at = r0 * columns + c0;
            int dc = c0 + 1 < columns ? 1 : 0;
            int dr = r0 + 1 < rows ? columns : 0;
            double top = v[at] + (v[at + dc] - v[at]) * (c - c0);
            double bottom = v[at + dr] + (v[at + dr + dc] - v[at + dr]) * (c - c0);
            return top + (bottom - top) * (r - r0);
        }

        void read(int s) {
            float[] values = new float[columns * rows];
            volume.slice(s, values);
            slices[s] = values;
        }
    }
}
