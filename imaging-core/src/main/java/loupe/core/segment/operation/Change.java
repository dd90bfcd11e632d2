package loupe.core.segment.operation;

import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// The edit from a mask to another.
public final class Change {
    private Change() {}

    /// The voxels in which both differ and that may change; slices they share cost nothing.
    public static MaskDelta of(Mask before, Mask after, EditLimits limits) {
        return limits.within(before.xor(after)).asDelta();
    }
}
