package loupe.core.segment.block;

/// Which voxels hang together.
public enum Neighbours {
    /// Those with a side in common, on one slice.
    FOUR(false, false),
    /// Those with a side in common.
    SIX(false, true),
    /// Those with a side or corner in common, on one slice.
    EIGHT(true, false),
    /// Those with a side, edge or corner in common.
    TWENTY_SIX(true, true);

    private final boolean corners;
    private final boolean slices;

    Neighbours(boolean corners, boolean slices) {
        this.corners = corners;
        this.slices = slices;
    }

    /// Whether edges and corners count.
    public boolean corners() {
        return corners;
    }

    /// Whether neighbouring slices count.
    public boolean slices() {
        return slices;
    }
}
