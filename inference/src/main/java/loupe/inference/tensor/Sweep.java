package loupe.inference.tensor;

import loupe.core.geometry.VoxelGrid;

/// In which order to go through a target grid so that the source is read nearly in the order it lies in memory.
///
/// @param origin source index (column, row, slice) of the target's first voxel
/// @param outer the target's axis nearest to the source's slices
/// @param middle the remaining one
/// @param inner the target's axis nearest to the source's columns
record Sweep(double[] origin, Axis outer, Axis middle, Axis inner) {
    /// An axis of the target.
    ///
    /// @param count samples along it
    /// @param stride distance of neighbours in the target's memory
    /// @param step source index a sample adds
    record Axis(int count, int stride, double[] step) {}

    static Sweep of(VoxelGrid target, VoxelGrid source) {
        Affine to = Affine.between(target, source);
        Axis[] axes = {
            new Axis(target.columns(), 1, to.perColumn()),
            new Axis(target.rows(), target.columns(), to.perRow()),
            new Axis(target.slices(), target.voxelsPerSlice(), to.perSlice())
        };
        int inner = nearest(axes, 0, -1);
        int outer = nearest(axes, 2, inner);
        return new Sweep(to.origin(), axes[outer], axes[3 - inner - outer], axes[inner]);
    }

    private static int nearest(Axis[] axes, int along, int taken) {
        int best = taken == 0 ? 1 : 0;
        for (int a = 0; a < 3; a++) {
            if (a != taken && Math.abs(share(axes[a], along)) > Math.abs(share(axes[best], along))) {
                best = a;
            }
        }
        return best;
    }

    private static double share(Axis axis, int along) {
        double[] s = axis.step;
        return s[along] / Math.sqrt(s[0] * s[0] + s[1] * s[1] + s[2] * s[2]);
    }

    /// Source index of the first sample of a line.
    double[] at(int outerIndex, int middleIndex) {
        double[] at = origin.clone();
        for (int a = 0; a < 3; a++) {
            at[a] += outerIndex * outer.step[a] + middleIndex * middle.step[a];
        }
        return at;
    }

    /// Puts the samples of one index of the outer axis, inner axis innermost, to their places.
    void put(float[] plane, int outerIndex, float[] out) {
        int base = outerIndex * outer.stride;
        boolean flat = inner.stride < middle.stride;
        Axis fast = flat ? inner : middle;
        Axis slow = flat ? middle : inner;
        int fastIn = flat ? 1 : inner.count;
        int slowIn = flat ? inner.count : 1;
        for (int j = 0; j < slow.count; j++) {
            for (int i = 0; i < fast.count; i++) {
                out[base + j * slow.stride + i * fast.stride] = plane[j * slowIn + i * fastIn];
            }
        }
    }
}
