package loupe.inference.evaluate;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The outermost voxels of two masks in the box around both, and how far each lies from the other's.
final class Surfaces {
    private final VoxelGrid box;
    private final boolean[] first;
    private final boolean[] second;

    private Surfaces(VoxelGrid box, boolean[] first, boolean[] second) {
        this.box = box;
        this.first = first;
        this.second = second;
    }

    static Surfaces of(Mask a, Mask b) {
        VoxelGrid g = a.grid();
        int[] low = {g.columns(), g.rows(), g.slices()};
        int[] high = {-1, -1, -1};
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice() && !(a.isEmpty(s) && b.isEmpty(s)); i++) {
                if (a.contains(s, i) || b.contains(s, i)) {
                    int[] at = {i % g.columns(), i / g.columns(), s};
                    for (int k = 0; k < 3; k++) {
                        low[k] = Math.min(low[k], at[k]);
                        high[k] = Math.max(high[k], at[k]);
                    }
                }
            }
        }
        PatientPoint origin = g.toPatient(low[0], low[1], low[2]);
        VoxelGrid box = new VoxelGrid(high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1, origin,
                g.columnStep(), g.rowStep(), g.sliceStep(), g.frameOfReferenceUid());
        return new Surfaces(box, surface(a, low, box), surface(b, low, box));
    }

    /// Voxels one of whose six neighbours is not in the mask; in a single slice, of four. Beyond the grid nothing is.
    private static boolean[] surface(Mask m, int[] low, VoxelGrid box) {
        boolean[] out = new boolean[Math.toIntExact(box.voxels())];
        boolean flat = m.grid().slices() == 1;
        for (int i = 0; i < out.length; i++) {
            int c = low[0] + i % box.columns();
            int r = low[1] + i / box.columns() % box.rows();
            int s = low[2] + i / box.voxelsPerSlice();
            out[i] = in(m, c, r, s) && !(in(m, c - 1, r, s) && in(m, c + 1, r, s) && in(m, c, r - 1, s) && in(m, c, r + 1, s)
                    && (flat || in(m, c, r, s - 1) && in(m, c, r, s + 1)));
        }
        return out;
    }

    private static boolean in(Mask m, int c, int r, int s) {
        return m.grid().contains(c, r, s) && m.contains(c, r, s);
    }

    /// Distance of every surface voxel of one mask to the other's surface, in millimetres.
    ///
    /// @param ofFirst whether from the first to the second
    double[] distances(boolean ofFirst) {
        boolean[] from = ofFirst ? first : second;
        double[] map = DistanceMap.squared(ofFirst ? second : first, box);
        int n = 0;
        double[] all = new double[map.length];
        for (int i = 0; i < map.length; i++) {
            if (from[i]) {
                all[n++] = Math.sqrt(map[i]);
            }
        }
        return java.util.Arrays.copyOf(all, n);
    }
}
