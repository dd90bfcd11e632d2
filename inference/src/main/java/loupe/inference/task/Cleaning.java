package loupe.inference.task;

import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.inference.card.OutputStep;
import loupe.inference.tensor.Components;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;
import loupe.inference.tensor.Morphology;
import loupe.inference.tensor.Parts;

/// Applies a card's steps to a set of voxels: keep the largest parts, drop small ones, fill holes.
final class Cleaning {
    private Cleaning() {}

    /// @param prepared the model's own input, for steps that look at it
    static BitSet apply(List<OutputStep> steps, BitSet voxels, Field prepared, Lanes lanes) {
        VoxelGrid grid = prepared.grid();
        BitSet now = voxels;
        for (OutputStep step : steps) {
            now = switch (step) {
                case OutputStep.LargestComponents c -> Parts.of(now, grid).largest(c.count());
                case OutputStep.MinSize m -> atLeast(now, grid, m.millilitres() * 1000 / grid.voxelMm3());
                case OutputStep.InsideBody b -> inside(now, Morphology.body(prepared, b.level(), lanes));
                case OutputStep.Close c -> Morphology.closed(now, grid, c.millimetres(), lanes);
                case OutputStep.FillHoles f -> Components.filled(now, grid);
                case OutputStep.Argmax a -> now;
                case OutputStep.Labels l -> now;
                case OutputStep.Threshold t -> now;
                case OutputStep.Peaks p -> now;
                case OutputStep.Objects o -> now;
                case OutputStep.Boxes b -> now;
                case OutputStep.Probabilities p -> now;
            };
        }
        return now;
    }

    private static BitSet inside(BitSet voxels, BitSet body) {
        BitSet both = (BitSet) voxels.clone();
        both.and(body);
        return both;
    }

    private static BitSet atLeast(BitSet voxels, VoxelGrid grid, double count) {
        Parts parts = Parts.of(voxels, grid);
        int large = 0;
        while (large < parts.count() && parts.size(large) >= count) {
            large++;
        }
        return parts.largest(large);
    }
}
