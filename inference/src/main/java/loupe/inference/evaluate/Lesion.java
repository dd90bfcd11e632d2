package loupe.inference.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.inference.tensor.Components;

/// A connected part of a truth.
///
/// @param centre its centre of mass
/// @param radiusMm radius of the sphere of its volume
record Lesion(PatientPoint centre, double radiusMm) {
    private static final double LEAST_MM = 4;

    static List<Lesion> of(Mask truth) {
        VoxelGrid g = truth.grid();
        BitSet set = new BitSet();
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice() && !truth.isEmpty(s); i++) {
                if (truth.contains(s, i)) {
                    set.set(s * g.voxelsPerSlice() + i);
                }
            }
        }
        List<Lesion> all = new ArrayList<>();
        for (int[] part : Components.of(set, g)) {
            double c = 0;
            double r = 0;
            double s = 0;
            for (int i : part) {
                c += i % g.columns();
                r += i / g.columns() % g.rows();
                s += i / g.voxelsPerSlice();
            }
            double mm3 = part.length * g.voxelMm3();
            all.add(new Lesion(g.toPatient(c / part.length, r / part.length, s / part.length),
                    Math.cbrt(3 * mm3 / (4 * Math.PI))));
        }
        return all;
    }

    /// The first lesion a point lies in: within its radius of its centre, at least 4 mm; -1 for none.
    static int hit(List<Lesion> all, PatientPoint at) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).centre.distanceMm(at) <= Math.max(LEAST_MM, all.get(i).radiusMm)) {
                return i;
            }
        }
        return -1;
    }
}
