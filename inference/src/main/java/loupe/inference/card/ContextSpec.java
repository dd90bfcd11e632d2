package loupe.inference.card;

import java.util.List;

/// A second net of a slice model: it sees the whole prepared volume, coarsely, and its answer, interpolated, is the slice
/// model's last channel. It gets [1,1,A,B,C] and gives one probability a voxel.
///
/// @param sha256 hex digest of its weights
/// @param spacingMm spacing it works on, along the input's axes, outermost first
/// @param multipleOf lengths are filled up behind with 0 to a multiple of this
public record ContextSpec(String sha256, List<Double> spacingMm, int multipleOf) {
    /// Copies the list.
    public ContextSpec {
        spacingMm = List.copyOf(spacingMm);
    }
}
