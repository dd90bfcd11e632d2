/// Between the patient's grid and a model's tensor: axes, resampling, intensities, components, and the way back.
@NullMarked
package loupe.inference.tensor;

import org.jspecify.annotations.NullMarked;
