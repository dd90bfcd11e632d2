package loupe.core.segment.operation;

import java.util.List;
import java.util.Optional;
import loupe.core.segment.Mask;

/// What a correction may change, whatever its tool.
///
/// @param values image values at which voxels may change; empty for any
/// @param editable voxels that may change, such as those of a segment; empty for all
/// @param locked masks none of whose voxels may change
public record EditLimits(Optional<ValueLimit> values, Optional<Mask> editable, List<Mask> locked) {
    /// Copies the list.
    public EditLimits {
        locked = List.copyOf(locked);
    }

    /// Everything may change.
    public static EditLimits none() {
        return new EditLimits(Optional.empty(), Optional.empty(), List.of());
    }

    /// Those of some voxels that may change.
    ///
    /// @throws IllegalArgumentException if a mask's or image's grid has another size
    public Mask within(Mask voxels) {
        Mask left = editable.isPresent() ? voxels.and(editable.get()) : voxels;
        for (Mask mask : locked) {
            left = left.andNot(mask);
        }
        return values.isPresent() ? values.get().within(left) : left;
    }
}
