package loupe.core.image;

import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// Cuts a plane of any orientation out of a volume, thin or as a slab.
///
/// The middle of pixel (column, row) lies at `origin + column*across + row*down`. Rows are worked on in parallel on the
/// common pool; the caller waits. Stateless; safe for any thread while the volume is open.
public final class Reslice {
    private Reslice() {}

    /// How the samples through a slab become one value.
    public enum Projection {
        /// The greatest.
        MAXIMUM,
        /// The least.
        MINIMUM,
        /// Their mean.
        MEAN
    }

    /// A rectangle of pixels anywhere in the patient.
    ///
    /// @param origin middle of the first pixel
    /// @param across step from one column to the next, millimetres
    /// @param down step from one row to the next, millimetres
    /// @param columns pixels across
    /// @param rows pixels down
    public record Plane(PatientPoint origin, PatientVector across, PatientVector down, int columns, int rows) {
        /// Checks the size.
        public Plane {
            if (columns < 1 || rows < 1 || (long) columns * rows > 1 << 28) {
                throw new IllegalArgumentException("a plane has at least one pixel and at most 2^28");
            }
        }

        /// Unit normal, right-handed.
        public PatientVector normal() {
            return across.cross(down).unit();
        }
    }

    /// How thick to look.
    ///
    /// @param thicknessMm thickness along the plane's normal, the plane in its middle; 0 for a thin cut
    /// @param projection how samples become one value
    /// @param interpolation how values between voxels come about
    /// @param outside value of pixels that lie wholly outside the volume
    public record Look(double thicknessMm, Projection projection, Sampler.Interpolation interpolation, float outside) {
        /// Checks the thickness.
        public Look {
            if (!(thicknessMm >= 0 && thicknessMm < 10_000)) {
                throw new IllegalArgumentException("a slab is 0 to 10000 mm thick, was " + thicknessMm);
            }
        }

        /// A thin cut by trilinear interpolation.
        public static Look thin(float outside) {
            return new Look(0, Projection.MEAN, Sampler.Interpolation.LINEAR, outside);
        }
    }

    /// Values in the volume's unit, row by row.
    public static float[] cut(Volume volume, Plane plane, Look look) {
        VoxelGrid g = volume.grid();
        double[] origin = g.toIndex(plane.origin);
        Affine map = new Affine(
                origin, step(g, plane.across), step(g, plane.down), step(g, plane.normal()), samples(g, plane, look));
        Sampler sampler = new Sampler(volume, look.interpolation);
        float[] out = new float[plane.columns * plane.rows];
        IntStream.range(0, plane.rows).parallel().forEach(row -> row(map, sampler, plane, look, row, out));
        return out;
    }

    /// From plane to voxel indices.
    ///
    /// @param through index step for a millimetre along the normal
    /// @param depths where along the normal samples lie, millimetres
    private record Affine(double[] origin, double[] across, double[] down, double[] through, double[] depths) {}

    private static double[] step(VoxelGrid g, PatientVector v) {
        double[] zero = g.toIndex(g.origin());
        double[] to = g.toIndex(g.origin().plus(v));
        return new double[] {to[0] - zero[0], to[1] - zero[1], to[2] - zero[2]};
    }

    /// Evenly spread over the thickness, no further apart than the smallest voxel side.
    private static double[] samples(VoxelGrid g, Plane plane, Look look) {
        if (look.thicknessMm == 0) {
            return new double[1];
        }
        double smallest = Math.min(g.columnMm(), Math.min(g.rowMm(), g.sliceMm()));
        int n = (int) Math.max(2, Math.ceil(look.thicknessMm / smallest - 1e-9) + 1);
        return IntStream.range(0, n)
                .mapToDouble(i -> look.thicknessMm * ((double) i / (n - 1) - 0.5))
                .toArray();
    }

    private static void row(Affine m, Sampler sampler, Plane plane, Look look, int row, float[] out) {
        for (int c = 0; c < plane.columns; c++) {
            double x = m.origin[0] + c * m.across[0] + row * m.down[0];
            double y = m.origin[1] + c * m.across[1] + row * m.down[1];
            double z = m.origin[2] + c * m.across[2] + row * m.down[2];
            double sum = 0;
            double most = look.projection == Projection.MINIMUM ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            int inside = 0;
            for (double d : m.depths) {
                double v = sampler.at(x + d * m.through[0], y + d * m.through[1], z + d * m.through[2]);
                if (!Double.isNaN(v)) {
                    inside++;
                    sum += v;
                    most = look.projection == Projection.MINIMUM ? Math.min(most, v) : Math.max(most, v);
                }
            }
            out[row * plane.columns + c] = inside == 0
                    ? look.outside
                    : (float) (look.projection == Projection.MEAN ? sum / inside : most);
        }
    }
}
