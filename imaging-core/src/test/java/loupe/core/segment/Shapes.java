package loupe.core.segment;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// Masks known by formula.
public final class Shapes {
    private Shapes() {}

    /// The voxels whose centre a predicate takes.
    public static Mask of(VoxelGrid g, Predicate<PatientPoint> in) {
        Mask.Builder b = Mask.builder(g);
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                if (in.test(g.toPatient(i % g.columns(), i / g.columns(), s))) {
                    b.add(s, i);
                }
            }
        }
        return b.build();
    }

    /// A ball.
    public static Mask ball(VoxelGrid g, PatientPoint centre, double mm) {
        return of(g, p -> p.distanceMm(centre) <= mm + 1e-9);
    }

    /// Each voxel with a chance.
    public static Mask random(VoxelGrid g, double chance, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(g, p -> random.nextDouble() < chance);
    }

    /// A cuboid of voxels, ends included.
    public static Mask cuboid(VoxelGrid g, int... firstAndLast) {
        Mask.Builder b = Mask.builder(g);
        for (int s = firstAndLast[2]; s <= firstAndLast[5]; s++) {
            for (int r = firstAndLast[1]; r <= firstAndLast[4]; r++) {
                for (int c = firstAndLast[0]; c <= firstAndLast[3]; c++) {
                    b.add(c, r, s);
                }
            }
        }
        return b.build();
    }
}
