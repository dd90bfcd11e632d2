package loupe.inference.card;

import java.util.List;

/// How a model's input tensor is made from a volume.
///
/// @param axes patient direction each spatial axis grows to, outermost first: letters of L R A P S I, e.g. `SPL`, `LIA`
/// @param spacingMm spacing along each axis, same order
/// @param size fixed number of samples along each axis (centred pad or crop); empty where any size will do
/// @param multipleOf in-plane sizes are padded to a multiple of this
/// @param offsets slices given as channels, counted from the one that is answered for, ascending (slice models; 0 alone: no
///     neighbours)
/// @param intensity steps from the volume's values to the tensor's, in order
/// @param outside value of samples outside the volume, in the volume's unit
public record InputSpec(
        String axes,
        List<Double> spacingMm,
        List<Integer> size,
        int multipleOf,
        List<Integer> offsets,
        List<IntensityStep> intensity,
        double outside) {
    /// Copies the lists.
    public InputSpec {
        spacingMm = List.copyOf(spacingMm);
        size = List.copyOf(size);
        offsets = List.copyOf(offsets);
        intensity = List.copyOf(intensity);
    }
}
