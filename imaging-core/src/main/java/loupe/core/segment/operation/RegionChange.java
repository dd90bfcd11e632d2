package loupe.core.segment.operation;

import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.region.EditRegion;

/// What a region does to a mask: brush, eraser and scissors.
public enum RegionChange {
    /// Its voxels are added.
    ADD,
    /// Its voxels are taken away.
    ERASE,
    /// The voxels of its layers that are not in it are added.
    FILL_OUTSIDE,
    /// The voxels of its layers that are not in it are taken away; other layers stay.
    ERASE_OUTSIDE;

    /// The voxels that flip.
    public MaskDelta of(Mask before, EditRegion region, EditLimits limits) {
        return Change.of(before, after(before, region), limits);
    }

    private Mask after(Mask before, EditRegion region) {
        return switch (this) {
            case ADD -> before.or(region.voxels(before.grid()));
            case ERASE -> before.andNot(region.voxels(before.grid()));
            case FILL_OUTSIDE -> before.or(region.outside(before.grid()));
            case ERASE_OUTSIDE -> before.andNot(region.outside(before.grid()));
        };
    }
}
