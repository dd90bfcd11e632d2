package loupe.sample.chest;

import java.util.Arrays;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.work.JobContext;

/// The phantom while it is being drawn: HU and the kind of each voxel; positions in millimetres, LPS.
final class Canvas {
    static final byte OTHER = 0;
    static final byte LUNG = 1;
    static final byte AIRWAY = 2;
    static final byte CONSOLIDATED = 3;

    /// Decides what a voxel becomes from how much of it (0 to 1) a shape covers.
    @FunctionalInterface
    interface Brush {
        void paint(int index, float cover);
    }

    final PhantomSettings settings;
    final float[] hu;
    final byte[] kind;
    final double x0;
    final double y0;
    /// Asked in every long loop whether to go on.
    final JobContext job;

    Canvas(PhantomSettings settings, JobContext job) {
        this.settings = settings;
        this.job = job;
        int n = settings.columns() * settings.rows() * settings.slices();
        this.hu = new float[n];
        this.kind = new byte[n];
        this.x0 = -(settings.columns() - 1) / 2.0 * settings.inPlaneMm();
        this.y0 = -(settings.rows() - 1) / 2.0 * settings.inPlaneMm();
        Arrays.fill(hu, -1000);
    }

    VoxelGrid grid(String frameOfReferenceUid) {
        return VoxelGrid.axial(settings.columns(), settings.rows(), settings.slices(), new PatientPoint(x0, y0, 0),
                settings.inPlaneMm(), settings.sliceMm(), frameOfReferenceUid);
    }

    double x(int column) {
        return x0 + column * settings.inPlaneMm();
    }

    double y(int row) {
        return y0 + row * settings.inPlaneMm();
    }

    double z(int slice) {
        return slice * settings.sliceMm();
    }

    int index(int column, int row, int slice) {
        return (slice * settings.rows() + row) * settings.columns() + column;
    }

    /// Index of the voxel around a point; -1 outside.
    int indexAt(Point p) {
        int c = (int) Math.rint((p.x() - x0) / settings.inPlaneMm());
        int r = (int) Math.rint((p.y() - y0) / settings.inPlaneMm());
        int s = (int) Math.rint(p.z() / settings.sliceMm());
        boolean in = c >= 0 && r >= 0 && s >= 0 && c < settings.columns() && r < settings.rows() && s < settings.slices();
        return in ? index(c, r, s) : -1;
    }

    Point point(int index) {
        int plane = settings.columns() * settings.rows();
        int inSlice = index % plane;
        return new Point(x(inSlice % settings.columns()), y(inSlice / settings.columns()), z(index / plane));
    }

    byte kindAt(Point p) {
        int i = indexAt(p);
        return i < 0 ? OTHER : kind[i];
    }

    /// Signed distance to a surface in millimetres, negative inside.
    @FunctionalInterface
    interface Shape {
        double distanceMm(double x, double y, double z);
    }

    /// Hands over every voxel a shape covers, partly covered ones by their share; thin shapes never vanish between
    /// voxels, they fade.
    void draw(Shape shape, Point from, Point to, double marginMm, Brush brush) {
        double d = settings.inPlaneMm();
        double dz = settings.sliceMm();
        double edge = (2 * d + dz) / 3;
        int c0 = clampIndex((Math.min(from.x(), to.x()) - marginMm - x0) / d, settings.columns());
        int c1 = clampIndex((Math.max(from.x(), to.x()) + marginMm - x0) / d + 1, settings.columns());
        int r0 = clampIndex((Math.min(from.y(), to.y()) - marginMm - y0) / d, settings.rows());
        int r1 = clampIndex((Math.max(from.y(), to.y()) + marginMm - y0) / d + 1, settings.rows());
        int s0 = clampIndex((Math.min(from.z(), to.z()) - marginMm) / dz, settings.slices());
        int s1 = clampIndex((Math.max(from.z(), to.z()) + marginMm) / dz + 1, settings.slices());
        for (int s = s0; s <= s1; s++) {
            job.checkCancelled();
            for (int r = r0; r <= r1; r++) {
                int row = index(0, r, s);
                for (int c = c0; c <= c1; c++) {
                    double cover = 0.5 - shape.distanceMm(x(c), y(r), z(s)) / edge;
                    if (cover > 0) {
                        brush.paint(row + c, (float) Math.min(1, cover));
                    }
                }
            }
        }
    }

    private static int clampIndex(double value, int count) {
        return (int) Math.clamp(value, 0, count - 1);
    }

    /// A brush that blends towards a HU value.
    Brush blend(double value) {
        return (i, cover) -> hu[i] += cover * ((float) value - hu[i]);
    }

    /// A rod with round ends.
    void capsule(Point a, Point b, double radiusMm, Brush brush) {
        Point d = b.minus(a);
        double length2 = Math.max(1e-9, d.dot(d));
        // A rod thinner than a voxel covers it by its cross-section.
        double edge = (2 * settings.inPlaneMm() + settings.sliceMm()) / 3;
        double share = Math.min(1, radiusMm * 2.2 / edge);
        double radius = Math.max(radiusMm, edge * 0.35);
        Brush thin = share >= 1 ? brush : (i, cover) -> brush.paint(i, (float) (cover * share));
        draw((x, y, z) -> {
            double px = x - a.x();
            double py = y - a.y();
            double pz = z - a.z();
            double t = Math.clamp((px * d.x() + py * d.y() + pz * d.z()) / length2, 0, 1);
            px -= t * d.x();
            py -= t * d.y();
            pz -= t * d.z();
            return Math.sqrt(px * px + py * py + pz * pz) - radius;
        }, a, b, radius + edge, thin);
    }

    /// An ellipsoid; its distance is exact on the surface's scale only.
    void ellipsoid(Point centre, Point axes, Brush brush) {
        double least = Math.min(axes.x(), Math.min(axes.y(), axes.z()));
        draw((x, y, z) -> {
            double ex = (x - centre.x()) / axes.x();
            double ey = (y - centre.y()) / axes.y();
            double ez = (z - centre.z()) / axes.z();
            return (Math.sqrt(ex * ex + ey * ey + ez * ez) - 1) * least;
        }, centre.minus(axes), centre.plus(axes), settings.sliceMm(), brush);
    }
}
