package loupe.core.segment.operation.fill;

import java.util.List;
import loupe.core.geometry.Voxel;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;

/// A fill from a place over all voxels of like value that hang together with it.
///
/// @param image values on the grid of the masks
/// @param range values that are filled
/// @param neighbours what hangs together; on one slice or through all
/// @param stops masks whose voxels are not entered
/// @param gate when the result is not simply taken
public record Flood(VoxelField image, ValueRange range, Neighbours neighbours, List<Mask> stops, FloodGate gate) {
    /// Copies the list.
    public Flood {
        stops = List.copyOf(stops);
    }

    /// The range about the value of a voxel.
    ///
    /// @param tolerance how far values may lie to either side, in the image's unit; not negative
    /// @return a range that holds no finite value where the voxel has no number
    /// @throws IndexOutOfBoundsException if the voxel lies outside the grid
    public static ValueRange about(VoxelField image, Voxel at, double tolerance) {
        image.grid().indexOf(at.column(), at.row(), at.slice());
        float[] values = new float[image.grid().voxelsPerSlice()];
        image.slice(at.slice(), values);
        double value = values[at.row() * image.grid().columns() + at.column()];
        return Double.isNaN(value)
                ? new ValueRange(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)
                : new ValueRange(value - tolerance, value + tolerance);
    }

    /// Fills from a voxel. The region does not hold what the mask edited had before.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public FloodOutcome from(Voxel at, JobContext job) {
        if (!image.grid().contains(at.column(), at.row(), at.slice())) {
            return new FloodOutcome.Nothing();
        }
        double voxelMl = image.grid().voxelMm3() / 1000;
        FloodedRuns flooded = new FloodedRuns(new OpenVoxels(image, range, stops), neighbours);
        boolean whole = flooded.fill(at, (long) (gate.mostMl() / voxelMl), job);
        double ml = flooded.voxels() * voxelMl;
        if (!whole) {
            return new FloodOutcome.Endless(ml);
        }
        Mask region = flooded.mask();
        return region.box().map(box -> judged(region, box, ml)).orElse(new FloodOutcome.Nothing());
    }

    private FloodOutcome judged(Mask region, VoxelBox box, double ml) {
        double compactness = (double) region.count() / box.voxels();
        if (ml * 1000 > gate.compactFromMm3() && compactness < gate.leastCompactness()) {
            return new FloodOutcome.Leaking(region, ml, compactness);
        }
        return ml > gate.askMl() ? new FloodOutcome.Large(region, ml) : new FloodOutcome.Filled(region);
    }
}
