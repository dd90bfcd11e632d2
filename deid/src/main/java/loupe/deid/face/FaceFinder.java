package loupe.deid.face;

import java.util.Arrays;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;

/// Finds the root of the nose in the profile of a head: the uppermost hollow between brow and nose. From there a curtain
/// runs down and back, before the orbital roof and the temporal lobes, and a shell of skin hangs over brow and cheeks.
final class FaceFinder {
    /// Front to back of an adult's head, by which other heads are scaled.
    private static final double ADULT_MM = 200;

    /// Where the root of the nose can lie below the top, in parts of the length; deeper hollows than a root's were cut.
    private static final double HIGHEST = 0.4;

    private static final double LOWEST = 0.85;
    private static final double SHALLOWEST_MM = 2.5;
    private static final double DEEPEST_MM = 16;

    private static final double ABOVE_ROOT_MM = 6;
    private static final double FALL = 0.7;
    private static final double BACK_MM = 55;
    private static final double SHELL_MM = 6;
    private static final double BROW_MM = 40;
    private static final double CHIN_MM = 150;

    private final HeadSurface head;
    private final double scale;

    private FaceFinder(HeadSurface head) {
        this.head = head;
        this.scale = Math.clamp(head.length * head.grid.stepMm / ADULT_MM, 0.6, 1.25);
    }

    /// The region in front of the curtain; empty where there is no profile of a face.
    static Optional<FaceRegion> region(HeadSurface head) {
        return new FaceFinder(head).region();
    }

    private Optional<FaceRegion> region() {
        double[] profile = head.profile();
        int bottom = 0;
        while (bottom < head.top && profile[bottom] >= head.grid.ny) {
            bottom++;
        }
        double[] hull = hull(profile, bottom, head.top);
        int root = root(profile, hull, bottom);
        return root < 0 ? Optional.empty() : Optional.of(curtain(root, hull[root]));
    }

    /// Row of the root of the nose; -1 where there is none.
    private int root(double[] profile, double[] hull, int bottom) {
        double step = head.grid.stepMm;
        for (int z = head.top - 1; z > bottom; z--) {
            double below = (head.top - z) / Math.max(1, head.length);
            double hollow = (profile[z] - hull[z]) * step;
            boolean deepest = hollow >= (profile[z + 1] - hull[z + 1]) * step
                    && hollow > (profile[z - 1] - hull[z - 1]) * step;
            if (below >= HIGHEST && below <= LOWEST && deepest && hollow >= SHALLOWEST_MM) {
                return hollow <= DEEPEST_MM ? z : -1;
            }
        }
        return -1;
    }

    /// The foremost line over a profile: lower convex hull (Andrew's monotone chain), at every row.
    private static double[] hull(double[] f, int bottom, int top) {
        int[] on = new int[f.length];
        int n = 0;
        for (int z = bottom; z <= top; z++) {
            while (n > 1 && (f[on[n - 1]] - f[on[n - 2]]) * (z - on[n - 2]) >= (f[z] - f[on[n - 2]]) * (on[n - 1] - on[n - 2])) {
                n--;
            }
            on[n++] = z;
        }
        double[] out = new double[f.length];
        for (int i = 0; i + 1 < n; i++) {
            for (int z = on[i]; z <= on[i + 1]; z++) {
                double part = (double) (z - on[i]) / (on[i + 1] - on[i]);
                out[z] = f[on[i]] + (f[on[i + 1]] - f[on[i]]) * part;
            }
        }
        return out;
    }

    private FaceRegion curtain(int root, double front) {
        HeadGrid g = head.grid;
        double unit = scale / g.stepMm;
        float[] shell = new Relief(g.nx, g.nz).behind(head.depth, SHELL_MM * unit, g.ny);
        float[] out = new float[g.nx * g.nz];
        Arrays.fill(out, Float.NEGATIVE_INFINITY);
        for (int z = 0; z < g.nz; z++) {
            double above = (z - root) / unit;
            if (above <= -CHIN_MM || above >= BROW_MM) {
                continue;
            }
            double wedge = front + Math.min(BACK_MM, (ABOVE_ROOT_MM - above) / FALL) * unit;
            for (int x = 0; x < g.nx; x++) {
                double skin = Math.min(shell[z * g.nx + x], front + BACK_MM * unit);
                boolean forehead = above >= ABOVE_ROOT_MM;
                double y = forehead ? skin : Math.max(skin, wedge);
                out[z * g.nx + x] = (float) (g.origin.yMm() + (y - 0.5) * g.stepMm);
            }
        }
        return new FaceRegion(new PatientPoint(g.origin.xMm(), 0, g.origin.zMm()), g.stepMm, g.nx, out);
    }
}
