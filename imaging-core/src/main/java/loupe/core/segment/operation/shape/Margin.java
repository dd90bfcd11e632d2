package loupe.core.segment.operation.shape;

import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.work.JobContext;

/// A mask made wider or narrower by a length, measured straight in the patient from voxel centre to voxel centre; leaning grids and
/// unequal steps included.
public final class Margin {
    private Margin() {}

    /// The mask and every voxel within a distance of one of its voxels.
    ///
    /// @param mm distance, 0 to 100
    /// @throws loupe.core.work.CancelledException if stopped
    public static Mask grown(Mask mask, double mm, JobContext job) {
        require(mm);
        return mask.box()
                .map(box -> new NearMask(mask, true, box.widenedMm(mm, mask.grid()), mm).voxels(job))
                .orElse(mask);
    }

    /// The voxels of the mask farther than a distance from every voxel outside it. What lies beyond the grid is not known and takes
    /// nothing away.
    ///
    /// @param mm distance, 0 to 100
    /// @throws loupe.core.work.CancelledException if stopped
    public static Mask shrunk(Mask mask, double mm, JobContext job) {
        require(mm);
        if (mask.isEmpty()) {
            return mask;
        }
        VoxelBox box = mask.box().orElseThrow();
        return mask.andNot(new NearMask(mask, false, box.widenedMm(mm, mask.grid()), mm).voxels(job));
    }

    private static void require(double mm) {
        if (!(mm >= 0 && mm <= 100)) {
            throw new IllegalArgumentException("mm must lie in 0 to 100, was " + mm);
        }
    }
}
