package loupe.inference.card;

import java.util.List;

/// What the inputs a model was made for look like, coarsely: enough to tell another part of the body, another modality,
/// a turned, mirrored or inverted one from it.
///
/// @param side samples along each axis of the thumbnails
/// @param scaled whether values are scaled to their own spread first (modalities without a unit)
/// @param mean mean thumbnail, patient axes S, P, L, values from -1 to 1
/// @param leastLikeness least correlation of an input's thumbnail with the mean
/// @param leastUpright for each axis S, P, L, least agreement of what is uneven about a thumbnail with what is uneven about
///     the mean (1 the same way round, -1 mirrored)
/// @param quantiles least and most of each of the 5 %, 25 %, 50 %, 75 % and 95 % quantiles
public record TypicalInput(
        int side,
        boolean scaled,
        List<Double> mean,
        double leastLikeness,
        List<Double> leastUpright,
        List<Accepts.Range> quantiles) {
    /// Copies the lists.
    public TypicalInput {
        mean = List.copyOf(mean);
        leastUpright = List.copyOf(leastUpright);
        quantiles = List.copyOf(quantiles);
    }
}
