package loupe.core.plane;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// Views of a whole volume from all around it, one to be turned to after the other.
///
/// View 0 is seen from the front as a coronal plane is, head up; the following ones turn about the head-foot axis, so that a quarter
/// of the way round the volume is seen from the patient's left as a sagittal plane is. Rays are parallel: a millimetre is as long in
/// front as behind. All views have the same pixels. Immutable.
///
/// @param grid the volume's voxels
/// @param views how many views there are all the way round, at least 1
/// @param tiltDegrees by how much the head is turned towards who looks, -90 (seen from the feet) to 90 (seen from the head)
/// @param raster the pixels, the middle of the volume in their middle
public record Orbit(VoxelGrid grid, int views, double tiltDegrees, Raster raster) {
    /// As many pixels as are drawn within a blink on two cores: 512 x 512.
    private static final double MOST_PIXELS = 1 << 18;

    /// Checks the tilt.
    public Orbit {
        if (views < 1 || !(Math.abs(tiltDegrees) <= 90)) {
            throw new IllegalArgumentException("an orbit has views and a tilt of -90 to 90, was " + views + ", " + tiltDegrees);
        }
    }

    /// Round a volume, with room for it at every turn. Pixels are as large as the distance between the volume's nearest layers of
    /// voxels, or so large that there are 2^18 of them.
    public static Orbit of(VoxelGrid grid, int views, double tiltDegrees) {
        double wide = 0;
        double high = 0;
        PatientVector[] edges = {
            grid.columnStep().times(grid.columns()), grid.rowStep().times(grid.rows()), grid.sliceStep().times(grid.slices())
        };
        double sin = Math.abs(Math.sin(Math.toRadians(tiltDegrees)));
        double cos = Math.cos(Math.toRadians(-tiltDegrees));
        for (int i = 0; i < 4; i++) {
            PatientVector d = edges[0].plus(edges[1].times((i & 1) == 0 ? 1 : -1)).plus(edges[2].times((i & 2) == 0 ? 1 : -1));
            double flat = Math.hypot(d.xMm(), d.yMm());
            wide = Math.max(wide, flat);
            high = Math.max(high, flat * sin + Math.abs(d.zMm()) * cos);
        }
        double mm = Math.max(PlaneSampler.smallestGapMm(grid), Math.sqrt(wide * high / MOST_PIXELS));
        int columns = (int) Math.clamp(Math.ceil(wide / mm), 1, 1 << 14);
        int rows = (int) Math.clamp(Math.ceil(high / mm), 1, 1 << 14);
        return new Orbit(grid, views, tiltDegrees, Raster.centred(columns, rows, mm));
    }

    /// The same with another tilt, taken into -90 to 90 degrees.
    public Orbit tilted(double degrees) {
        return of(grid, views, Math.clamp(degrees, -90, 90));
    }

    /// How far round a view is, in degrees from the front towards the patient's left.
    public double degrees(int view) {
        return 360.0 * view / views;
    }

    /// The plane through the volume's middle that a view looks at squarely, as thick as the whole volume.
    ///
    /// @param projection what becomes of the values along a ray
    public Slab slab(int view, Slab.Projection projection) {
        Slab level = Slab.rotating(grid, degrees(view), projection);
        PatientPoint middle = level.plane().origin();
        Plane tilted = level.plane().turned(middle, level.plane().right(), Math.toRadians(-tiltDegrees));
        return new Slab(tilted, level.thicknessMm(), projection);
    }
}
