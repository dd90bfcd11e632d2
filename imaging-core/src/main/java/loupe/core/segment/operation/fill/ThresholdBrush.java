package loupe.core.segment.operation.fill;

import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.region.EditRegion;
import loupe.core.work.JobContext;

/// A brush that marks only values of a range.
///
/// @param image values on the grid of the masks
/// @param range which values
/// @param connected whether only what hangs together with the voxel of the press is kept, by sides
public record ThresholdBrush(VoxelField image, BrushRange range, boolean connected) {
    private static final double POINT_MM = 1e-6;

    /// The values a stroke marks; empty where a dynamic range finds no number.
    public Optional<ValueRange> values(EditRegion.DiscStroke stroke) {
        return switch (range) {
            case BrushRange.Fixed fixed -> Optional.of(fixed.range());
            case BrushRange.Dynamic dynamic -> spread(
                    new EditRegion.DiscStroke(
                            stroke.plane(), stroke.trail().subList(0, 1), dynamic.innerRadiusMm(), stroke.thicknessMm()),
                    new EditRegion.DiscStroke(stroke.plane(), stroke.trail(), POINT_MM, 0));
        };
    }

    /// The values a stroke of a ball marks; empty where a dynamic range finds no number.
    public Optional<ValueRange> values(EditRegion.BallStroke stroke) {
        return switch (range) {
            case BrushRange.Fixed fixed -> Optional.of(fixed.range());
            case BrushRange.Dynamic dynamic -> spread(
                    new EditRegion.BallStroke(stroke.trail().subList(0, 1), dynamic.innerRadiusMm()),
                    new EditRegion.BallStroke(stroke.trail(), POINT_MM));
        };
    }

    /// The voxels a stroke marks.
    public Mask voxels(EditRegion.DiscStroke stroke) {
        return marked(stroke, values(stroke), stroke.trail());
    }

    /// The voxels a stroke of a ball marks.
    public Mask voxels(EditRegion.BallStroke stroke) {
        return marked(stroke, values(stroke), stroke.trail());
    }

    private Mask marked(EditRegion stroke, Optional<ValueRange> values, List<PatientPoint> trail) {
        VoxelGrid grid = image.grid();
        if (values.isEmpty()) {
            return Mask.empty(grid);
        }
        Mask in = new ValueLimit(values.get(), image).within(stroke.voxels(grid));
        if (!connected) {
            return in;
        }
        double[] at = grid.toIndex(trail.getFirst());
        Voxel press = new Voxel((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]));
        return grid.contains(press.column(), press.row(), press.slice())
                ? Islands.at(in, press, Neighbours.SIX, JobContext.unattended())
                : Mask.empty(grid);
    }

    /// From the least to the greatest value in either region.
    private Optional<ValueRange> spread(EditRegion first, EditRegion later) {
        return DynamicValues.pressed(image, first.voxels(image.grid())).through(later.voxels(image.grid())).range();
    }
}
