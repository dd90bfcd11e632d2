package loupe.core.segment.operation.shape;

import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.work.JobContext;

/// One of several segments, blurred in its own box.
///
/// @param mask its voxels
/// @param box where its blur is above 0; empty for an empty mask
/// @param blur its blur; empty for an empty mask
record SmoothPart(Mask mask, Optional<VoxelBox> box, Optional<Blur> blur) {
    static SmoothPart of(Mask mask, double sigmaMm) {
        Kernel reach = Kernel.reaching(4 * sigmaMm, mask.grid());
        Optional<VoxelBox> box =
                mask.box().map(b -> b.widened(reach.columns(), reach.rows(), reach.slices(), mask.grid()));
        return new SmoothPart(mask, box, box.map(b -> new Blur(mask, b, sigmaMm)));
    }

    void prepare(int first, int last, JobContext job) {
        blur.ifPresent(b -> b.prepare(first, last, job));
    }

    /// Values on a slice of its box; none where it does not reach.
    float[] slice(int slice) {
        boolean reached = box.isPresent()
                && slice >= box.get().first().slice()
                && slice <= box.get().last().slice();
        return reached ? blur.orElseThrow().slice(slice) : new float[0];
    }

    /// Hands over its values by their index in a wider box's slice.
    void each(VoxelBox wider, float[] values, Taker taker) {
        if (values.length == 0) {
            return;
        }
        VoxelBox own = box.orElseThrow();
        int shift = own.first().column() - wider.first().column();
        for (int r = 0, i = 0; r < own.rows(); r++) {
            int at = (r + own.first().row() - wider.first().row()) * wider.columns() + shift;
            for (int c = 0; c < own.columns(); c++, i++) {
                taker.value(at + c, values[i]);
            }
        }
    }

    /// Takes values.
    interface Taker {
        void value(int at, float value);
    }
}
