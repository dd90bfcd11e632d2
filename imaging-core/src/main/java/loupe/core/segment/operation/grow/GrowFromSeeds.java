package loupe.core.segment.operation.grow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;

/// Every voxel near seeds goes to the segment whose seed it is cheapest to come from: along a way over neighbours by side, edge or corner,
/// each step costs the difference of both values and, where wanted, its length. This is growing by cellular automata (GrowCut) as shortest
/// paths (Zhu, Kolesov, Gao, Kikinis and Tannenbaum, An effective interactive medical image segmentation method using fast GrowCut,
/// 2014). Where two ways cost the same, the first to arrive keeps the voxel.
///
/// Differences count in whole numbers: exactly where values are whole and span less than 16,384, else in that many equal levels. A voxel
/// without a number is in no way. Memory: 7 bytes a voxel of the region.
///
/// @param image values on the grid of the seeds
/// @param within voxels that may be grown into; empty for all
/// @param perMm what a millimetre costs, in the image's unit; usually 0
public record GrowFromSeeds(VoxelField image, Optional<Mask> within, double perMm) {
    /// No region may have more voxels.
    public static final long MOST_VOXELS = 1L << 27;

    /// Checks the cost.
    public GrowFromSeeds {
        if (!(perMm >= 0 && perMm < 1e6)) {
            throw new IllegalArgumentException("perMm must be 0 or a positive cost, was " + perMm);
        }
    }

    /// Where it grows: the seeds' box, wider on each side by a fifth of its size (by half where growing is limited to some voxels), by
    /// three voxels at least.
    ///
    /// @throws IllegalArgumentException if no seed has a voxel
    public VoxelBox region(List<Mask> seeds) {
        VoxelBox box = seeds.stream()
                .flatMap(m -> m.box().stream())
                .reduce(VoxelBox::with)
                .orElseThrow(() -> new IllegalArgumentException("there is no seed"));
        double share = within.isPresent() ? 0.5 : 0.2;
        return box.widened(wider(box.columns(), share), wider(box.rows(), share), wider(box.slices(), share), image.grid());
    }

    private static int wider(int voxels, double share) {
        return Math.max(3, (int) Math.ceil(voxels * share));
    }

    /// The segments grown, in the order of their seeds; none overlaps another, each holds its seeds.
    ///
    /// @param seeds two to 120, of which at least two have voxels; where they overlap, the first has the voxel
    /// @throws IllegalArgumentException if they are fewer, or if their region is too large
    /// @throws loupe.core.work.CancelledException if stopped
    public List<Mask> of(List<Mask> seeds, JobContext job) {
        if (seeds.size() > 120 || seeds.stream().filter(m -> !m.isEmpty()).count() < 2) {
            throw new IllegalArgumentException("growing needs seeds of two to 120 segments");
        }
        VoxelBox region = region(seeds);
        if (region.voxels() > MOST_VOXELS) {
            throw new IllegalArgumentException(
                    "the region has " + region.voxels() + " voxels, at most " + MOST_VOXELS + " can be grown in");
        }
        GrowRegion room = new GrowRegion(this, region);
        room.read(seeds, job);
        new ShortestWays(room).run(job);
        return withSeeds(room.masks(seeds.size()), seeds);
    }

    /// Seeds that lie where nothing may grow stay their own.
    private static List<Mask> withSeeds(List<Mask> grown, List<Mask> seeds) {
        List<Mask> out = new ArrayList<>();
        Mask taken = grown.stream().reduce(Mask::or).orElseThrow();
        for (int m = 0; m < grown.size(); m++) {
            out.add(grown.get(m).or(seeds.get(m).andNot(taken)));
            taken = taken.or(seeds.get(m));
        }
        return out;
    }
}
