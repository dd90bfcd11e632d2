package loupe.core.plane;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// Grids and volumes whose values are known by formula.
public final class Phantom {
    /// Frame of reference of all of them.
    public static final String FRAME = "2.25.1";

    private Phantom() {}

    /// Turned about two axes, unequal spacings, far from the origin.
    public static VoxelGrid oblique(int columns, int rows, int slices) {
        double a = Math.toRadians(33);
        double b = Math.toRadians(-17);
        PatientVector x = new PatientVector(Math.cos(a), Math.sin(a), 0);
        PatientVector y = new PatientVector(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b));
        return new VoxelGrid(
                columns, rows, slices, new PatientPoint(-151.3, 88.7, 912.4), x.times(0.7), y.times(0.9),
                x.cross(y).times(1.6), FRAME);
    }

    /// As of a gantry that leans by 20 degrees: slices shift along the rows.
    public static VoxelGrid leaning(int columns, int rows, int slices) {
        return new VoxelGrid(
                columns, rows, slices, new PatientPoint(-20, -30, 40), new PatientVector(0.8, 0, 0), new PatientVector(0, 0.8, 0),
                new PatientVector(0, 1.5 * Math.tan(Math.toRadians(20)), 1.5), FRAME);
    }

    /// Along the patient's axes with cubic voxels, voxel (0, 0, 0) at zero.
    public static VoxelGrid cubic(int side, double mm) {
        return VoxelGrid.axial(side, side, side, new PatientPoint(0, 0, 0), mm, mm, FRAME);
    }

    /// A volume of single-precision values.
    public static Volume of(VoxelGrid g, ToDoubleFunction<PatientPoint> field) {
        Volume.Builder b = Volume.builder(g, Volume.SampleType.FLOAT32, "HU");
        for (int s = 0; s < g.slices(); s++) {
            MemorySegment into = b.sliceSamples(s);
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                double v = field.applyAsDouble(g.toPatient(i % g.columns(), i / g.columns(), s));
                into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) v);
            }
        }
        return b.build();
    }

    /// Whole numbers without order, each slice with a rescale of its own that is no binary fraction.
    public static Volume noise(VoxelGrid g, Volume.SampleType type, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Volume.Builder b = Volume.builder(g, type, "HU");
        for (int s = 0; s < g.slices(); s++) {
            MemorySegment into = b.sliceSamples(s);
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                if (type == Volume.SampleType.FLOAT32) {
                    into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1000, 3000));
                } else {
                    into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt(65_536));
                }
            }
            b.rescale(s, 0.1 + 0.03 * s, -1024.7 + s);
        }
        return b.build();
    }

    /// A direction that favours none.
    public static PatientVector direction(SplittableRandom random) {
        while (true) {
            PatientVector v = new PatientVector(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1));
            if (v.lengthMm() > 0.1 && v.lengthMm() < 1) {
                return v.unit();
            }
        }
    }

    /// A plane through a point that lies anyhow.
    public static Plane plane(PatientPoint through, SplittableRandom random) {
        PatientVector right = direction(random);
        PatientVector other = direction(random);
        while (right.cross(other).lengthMm() < 0.1) {
            other = direction(random);
        }
        return new Plane(through, right, right.cross(other).unit(), FRAME);
    }
}
