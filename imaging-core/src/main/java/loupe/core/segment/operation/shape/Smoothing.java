package loupe.core.segment.operation.shape;

import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// How a mask's surface is made smooth. Lengths go along the axes of the grid for median and Gaussian, straight in the patient for the
/// other two.
public enum Smoothing {
    /// Each voxel as most of those about it are: in a box of the width given, in an odd number of voxels. Steps go, the volume stays.
    MEDIAN,
    /// Blurred by a Gaussian of that standard deviation, cut at four of them; in is what has one half or more.
    GAUSSIAN,
    /// Takes away what a ball of that diameter does not fit into.
    OPENING,
    /// Adds what a ball of that diameter, outside the mask, does not reach.
    CLOSING;

    private static final int CHUNK = 16;

    /// The mask made smooth.
    ///
    /// @param mm width, standard deviation or diameter; above 0, at most 100
    /// @throws loupe.core.work.CancelledException if stopped
    public Mask of(Mask mask, double mm, JobContext job) {
        if (!(mm > 0 && mm <= 100)) {
            throw new IllegalArgumentException("mm must lie in 0 to 100, was " + mm);
        }
        if (mask.isEmpty()) {
            return mask;
        }
        return switch (this) {
            case MEDIAN -> new MedianVote(mask, Kernel.ofWidth(mm, mask.grid()), mask.box().orElseThrow()).voxels(job);
            case GAUSSIAN -> blurred(mask, mm, job);
            case OPENING -> Margin.grown(Margin.shrunk(mask, mm / 2, job), mm / 2, job);
            case CLOSING -> Margin.shrunk(Margin.grown(mask, mm / 2, job), mm / 2, job);
        };
    }

    /// The mask made smooth within a region alone, as a brush does it; only what lies near is worked on.
    ///
    /// @param region voxels that may change
    /// @param mm as above
    /// @throws loupe.core.work.CancelledException if stopped
    public Mask within(Mask mask, Mask region, double mm, JobContext job) {
        return region.box()
                .map(box -> of(mask.cut(box.widenedMm(5 * mm, mask.grid())), mm, job))
                .map(smooth -> mask.andNot(region).or(smooth.and(region)))
                .orElse(mask);
    }

    private static Mask blurred(Mask mask, double sigmaMm, JobContext job) {
        SmoothPart part = SmoothPart.of(mask, sigmaMm);
        VoxelBox box = part.box().orElseThrow();
        Mask.Builder out = Mask.builder(mask.grid());
        for (int from = box.first().slice(); from <= box.last().slice(); from += CHUNK) {
            int to = Math.min(box.last().slice(), from + CHUNK - 1);
            part.prepare(from, to, job);
            SharedLoop.quietly(from, to, job, s -> halves(part.slice(s), box, s, out));
            job.progress(to - box.first().slice() + 1L, box.slices(), "slices");
        }
        return out.build();
    }

    private static void halves(float[] values, VoxelBox box, int slice, Mask.Builder out) {
        byte[] in = new byte[values.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = (byte) (values[i] >= 0.5f ? 1 : 0);
        }
        SliceBytes.write(in, box, slice, out);
    }
}
