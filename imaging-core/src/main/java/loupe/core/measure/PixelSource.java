package loupe.core.measure;

import java.util.Optional;
import loupe.core.image.Fidelity;
import loupe.core.image.Volume;

/// Pixels that values are taken from, and how true they are.
///
/// @param volume the pixels; open as long as values are taken
/// @param fidelity what they are; only [Fidelity#COMPLETE] ones give values
public record PixelSource(Volume volume, Fidelity fidelity) {
    /// Why these pixels give no value, if they do not.
    Optional<VoxelValues.Reason> refusal() {
        return switch (fidelity) {
            case PREVIEW -> Optional.of(VoxelValues.Reason.PREVIEW);
            case LOSSY -> Optional.of(VoxelValues.Reason.LOSSY);
            case COMPLETE -> Optional.empty();
        };
    }
}
