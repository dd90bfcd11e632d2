package loupe.core.segment.operation.shape;

import loupe.core.segment.Mask;

/// What one mask becomes by another, as sets.
public enum SetOperation {
    /// The other's voxels.
    COPY,
    /// The voxels of either.
    ADD,
    /// Those not in the other.
    SUBTRACT,
    /// Those in both.
    INTERSECT,
    /// The grid's other voxels; the other mask does not count.
    INVERT,
    /// None; the other mask does not count.
    CLEAR,
    /// All of the grid; the other mask does not count.
    FILL;

    /// The mask afterwards.
    ///
    /// @throws IllegalArgumentException if the grids differ in size
    public Mask of(Mask mask, Mask other) {
        return switch (this) {
            case COPY -> mask.andNot(mask).or(other);
            case ADD -> mask.or(other);
            case SUBTRACT -> mask.andNot(other);
            case INTERSECT -> mask.and(other);
            case INVERT -> mask.inverted();
            case CLEAR -> Mask.empty(mask.grid());
            case FILL -> Mask.empty(mask.grid()).inverted();
        };
    }
}
