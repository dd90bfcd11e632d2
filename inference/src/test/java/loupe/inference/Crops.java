package loupe.inference;

import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// Parts and distortions of volumes, for tests.
final class Crops {
    private Crops() {}

    /// Up to a sixth of the slices missing at either end, as scans are planned.
    static Volume byChance(Volume whole, RandomGenerator random) {
        int most = Math.max(1, whole.grid().slices() / 6);
        int from = random.nextInt(most);
        return slices(whole, from, whole.grid().slices() - random.nextInt(most) - from);
    }

    /// Some of the slices.
    static Volume slices(Volume whole, int from, int count) {
        VoxelGrid g = whole.grid();
        VoxelGrid part = new VoxelGrid(g.columns(), g.rows(), count, g.toPatient(0, 0, from), g.columnStep(), g.rowStep(),
                g.sliceStep(), g.frameOfReferenceUid());
        return floats(part, whole, (v, s, into) -> v.slice(s + from, into));
    }

    /// Fills a slice.
    interface Filling {
        void fill(Volume from, int slice, float[] into);
    }

    /// A volume of float32 filled slice by slice from another.
    static Volume floats(VoxelGrid grid, Volume from, Filling filling) {
        Volume.Builder b = Volume.builder(grid, Volume.SampleType.FLOAT32, from.unit());
        float[] slice = new float[grid.voxelsPerSlice()];
        for (int s = 0; s < grid.slices(); s++) {
            filling.fill(from, s, slice);
            MemorySegment.copy(slice, 0, b.sliceSamples(s), java.lang.foreign.ValueLayout.JAVA_FLOAT, 0, slice.length);
        }
        return b.build();
    }

    /// The same voxels turned round along an axis of the array while the header stays (0 slices, 1 rows, 2 columns).
    static Volume mirrored(Volume v, int axis) {
        VoxelGrid g = v.grid();
        float[] source = new float[g.voxelsPerSlice()];
        return floats(g, v, (from, s, into) -> {
            from.slice(axis == 0 ? g.slices() - 1 - s : s, source);
            for (int i = 0; i < into.length; i++) {
                int c = i % g.columns();
                int r = i / g.columns();
                int rr = axis == 1 ? g.rows() - 1 - r : r;
                into[i] = source[rr * g.columns() + (axis == 2 ? g.columns() - 1 - c : c)];
            }
        });
    }

    /// Bright for dark.
    static Volume inverted(Volume v) {
        return floats(v.grid(), v, (from, s, into) -> {
            from.slice(s, into);
            for (int i = 0; i < into.length; i++) {
                into[i] = -600 - into[i];
            }
        });
    }

    /// Nothing but noise.
    static Volume noise(Volume like, RandomGenerator random) {
        return floats(like.grid(), like, (from, s, into) -> {
            for (int i = 0; i < into.length; i++) {
                into[i] = (float) random.nextDouble(-1000, 400);
            }
        });
    }
}
