package loupe.core.plane;

import java.util.Locale;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// A plane with a thickness, the plane in its middle, and how what lies in it becomes one value.
///
/// @param plane the middle
/// @param thicknessMm thickness along the normal, 0 (the plane alone) to 10000 mm
/// @param projection how values along the normal become one
public record Slab(Plane plane, double thicknessMm, Projection projection) {
    /// How values along the normal become one.
    public enum Projection {
        /// The mean over the thickness (trapezoidal rule: samples at both faces count half).
        MEAN("mean"),
        /// The greatest (MIP).
        MAXIMUM("MIP"),
        /// The least (MinIP).
        MINIMUM("MinIP");

        private final String text;

        Projection(String text) {
            this.text = text;
        }

        /// For people.
        public String text() {
            return text;
        }
    }

    /// Checks the thickness.
    public Slab {
        if (!(thicknessMm >= 0 && thicknessMm <= 10_000)) {
            throw new IllegalArgumentException("thicknessMm must be 0 to 10000, was " + thicknessMm);
        }
    }

    /// A thickness as it is typed, to a tenth of a millimetre.
    public static String millimetres(double mm) {
        double tenths = Math.rint(10 * mm) / 10;
        return tenths == Math.rint(tenths) ? Long.toString((long) tenths) : String.format(Locale.ROOT, "%.1f", tenths);
    }

    /// The plane alone.
    public static Slab thin(Plane plane) {
        return new Slab(plane, 0, Projection.MEAN);
    }

    /// The whole volume projected along a horizontal direction, for a projection that turns about the head-foot axis.
    ///
    /// The plane goes through the middle of the grid, the head is up; at 0 degrees it is seen from the front as a coronal plane,
    /// at 90 degrees from the patient's left as a sagittal one. The slab is thick enough for every voxel at every angle.
    public static Slab rotating(VoxelGrid grid, double degrees, Projection projection) {
        PatientPoint middle =
                grid.toPatient((grid.columns() - 1) / 2.0, (grid.rows() - 1) / 2.0, (grid.slices() - 1) / 2.0);
        Plane front = Plane.of(Axis.CORONAL, middle, grid.frameOfReferenceUid());
        return new Slab(
                front.turned(middle, new PatientVector(0, 0, 1), Math.toRadians(degrees)), diagonalMm(grid), projection);
    }

    /// Longest way through the grid from outer corner to outer corner.
    private static double diagonalMm(VoxelGrid g) {
        PatientVector across = g.columnStep().times(g.columns());
        PatientVector down = g.rowStep().times(g.rows());
        PatientVector through = g.sliceStep().times(g.slices());
        double longest = 0;
        for (int i = 0; i < 4; i++) {
            PatientVector d = across.plus(down.times((i & 1) == 0 ? 1 : -1)).plus(through.times((i & 2) == 0 ? 1 : -1));
            longest = Math.max(longest, d.lengthMm());
        }
        return longest;
    }

    /// As thick about another plane.
    public Slab on(Plane other) {
        return new Slab(other, thicknessMm, projection);
    }

    /// How many samples lie along the normal, evenly spread with one on each face.
    ///
    /// @param gapMm the greatest distance between two of them
    long samples(double gapMm) {
        return thicknessMm == 0 ? 1 : (long) Math.max(2, Math.ceil(thicknessMm / gapMm - 1e-9) + 1);
    }

    /// Where one of `n` samples lies, in millimetres from the plane along its normal.
    double depthMm(long sample, long n) {
        return n == 1 ? 0 : thicknessMm * ((double) sample / (n - 1) - 0.5);
    }

    /// The sample at a depth; fractional.
    double sampleAt(double depthMm, long n) {
        return n == 1 ? 0 : (depthMm / thicknessMm + 0.5) * (n - 1);
    }
}
