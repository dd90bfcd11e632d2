package loupe.inference.task;

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

    static Field field(InputSpec input, Volume volume, Lanes lanes) {
        Field field = Resampler.sample(volume, ModelGrid.of(volume.grid(), input), (float) input.outside(), lanes);
        Intensities.apply(input.intensity(), field.values(), lanes);
        return field;
    }
}
