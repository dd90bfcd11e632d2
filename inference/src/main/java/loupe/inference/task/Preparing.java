package loupe.inference.task;

import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.card.InputSpec;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Intensities;
import loupe.inference.tensor.Lanes;
import loupe.inference.tensor.ModelGrid;
import loupe.inference.tensor.Resampler;

/// Brings a volume onto a model's grid and into its range of values.
final class Preparing {
    private Preparing() {}

    /// A film, stretched to the model's square.
    static Field film(InputSpec input, Volume film, Lanes lanes) {
        VoxelGrid g = film.grid();
        int side = input.size().getLast();
        double across = (double) g.columns() / side;
        double down = (double) g.rows() / side;
        VoxelGrid square = new VoxelGrid(side, side, 1, g.toPatient(across / 2 - 0.5, down / 2 - 0.5, 0),
                g.columnStep().times(across), g.rowStep().times(down), g.sliceStep(), g.frameOfReferenceUid());
        Field field = Resampler.sample(film, square, 0, lanes);
        Intensities.apply(input.intensity(), field.values(), lanes);
        return field;
    }

    static Field field(InputSpec input, Volume volume, Lanes lanes) {
        Field field = Resampler.sample(volume, ModelGrid.of(volume.grid(), input), (float) input.outside(), lanes);
        Intensities.apply(input.intensity(), field.values(), lanes);
        return field;
    }
}
