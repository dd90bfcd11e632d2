package loupe.inference.tensor;

import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// Parts of a set of voxels that hang together by faces.
public final class Components {
    private Components() {}

    /// The components, largest first, each as the rising indices of its voxels.
    public static List<int[]> of(BitSet voxels, VoxelGrid grid) {
        return List.of(Parts.of(voxels, grid).voxels());
    }

    /// The voxels together with all that they enclose; in a single slice, all that they enclose in it.
    public static BitSet filled(BitSet voxels, VoxelGrid grid) {
        BitSet around = (BitSet) voxels.clone();
        around.flip(0, Math.toIntExact(grid.voxels()));
        Parts parts = Parts.of(around, grid);
        boolean[] enclosed = grid.slices() == 1 ? parts.atSides() : parts.atEdge();
        for (int k = 0; k < enclosed.length; k++) {
            enclosed[k] = !enclosed[k];
        }
        BitSet all = parts.of(enclosed);
        all.or(voxels);
        return all;
    }
}
