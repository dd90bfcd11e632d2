package loupe.inference.input;

import java.util.Arrays;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Resampler;

/// A volume in a few hundred numbers: what lies roughly where in the patient, and how its values are spread.
///
/// The thumbnail covers the box around what is not dark, along the patient's axes S, P, L. Values with a unit (HU) are clamped to -1000
/// to 400 and scaled to -1 to 1; others are scaled so that their 5 % and 95 % quantiles become -1 and 1.
public final class Likeness {
    /// Samples along each axis before they are averaged to the thumbnail.
    private static final int FINE = 32;

    /// Above this a sample is not dark: -510 HU.
    private static final double NOT_DARK = -0.3;

    private static final double PLANE_SHARE = 0.03;
    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final int side;
    private final float[] thumbnail;
    private final double[] quantiles;

    private Likeness(int side, float[] fine, boolean scaled) {
        double[] range = range(fine, scaled);
        this.side = side;
        this.thumbnail = averaged(fine, side, range[0], range[1]);
        this.quantiles = new double[SHARES.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = unit(range[2 + i], range[0], range[1]);
        }
    }

    /// Looks at a volume.
    ///
    /// @param side samples along each axis of the thumbnail; divides 32
    /// @param scaled whether to scale by quantiles
    public static Likeness of(Volume volume, int side, boolean scaled, JobContext job) {
        if (side < 2 || FINE % side != 0) {
            throw new IllegalArgumentException("side must divide " + FINE + ", was " + side);
        }
        VoxelGrid whole = grid(extent(volume.grid()), volume.grid());
        double[] rough = range(Resampler.sample(volume, whole, Float.NaN, job).values(), scaled);
        VoxelGrid box = grid(bright(Resampler.sample(volume, whole, Float.NaN, job), rough), volume.grid());
        return new Likeness(side, Resampler.sample(volume, box, Float.NaN, job).values(), scaled);
    }

    /// The values that become -1 and 1, and the quantiles.
    private static double[] range(float[] fine, boolean scaled) {
        float[] known = new float[fine.length];
        int count = 0;
        for (float v : fine) {
            if (Float.isFinite(v)) {
                known[count++] = scaled ? v : Math.max(v, -1000);
            }
        }
        Arrays.sort(known, 0, count);
        double[] out = new double[2 + SHARES.length];
        out[0] = scaled ? at(known, count, 0.05) : -1000;
        out[1] = scaled ? at(known, count, 0.95) : 400;
        for (int i = 0; i < SHARES.length; i++) {
            out[2 + i] = at(known, count, SHARES[i]);
        }
        return out;
    }

    private static double at(float[] sorted, int count, double share) {
        return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, Math.round(share * (count - 1)))];
    }

    private static double unit(double value, double low, double high) {
        return high > low ? Math.clamp(2 * (value - low) / (high - low) - 1, -1.5, 1.5) : 0;
    }

    private static float[] averaged(float[] fine, int side, double low, double high) {
        int step = FINE / side;
        float[] out = new float[side * side * side];
        for (int i = 0; i < fine.length; i++) {
            int x = i % FINE / step;
            int y = i / FINE % FINE / step;
            int z = i / (FINE * FINE) / step;
            double v = Float.isFinite(fine[i]) ? unit(fine[i], low, high) : -1;
            out[(z * side + y) * side + x] += (float) (Math.clamp(v, -1, 1) / (step * step * step));
        }
        return out;
    }

    /// Least and most position along x, y and z of the corner voxels.
    private static double[][] extent(VoxelGrid g) {
        double[][] box = {{1e300, 1e300, 1e300}, {-1e300, -1e300, -1e300}};
        for (int k = 0; k < 8; k++) {
            PatientPoint p = g.toPatient(
                    (k & 1) * (g.columns() - 1), (k >> 1 & 1) * (g.rows() - 1), (k >> 2) * (g.slices() - 1));
            double[] at = {p.xMm(), p.yMm(), p.zMm()};
            for (int a = 0; a < 3; a++) {
                box[0][a] = Math.min(box[0][a], at[a]);
                box[1][a] = Math.max(box[1][a], at[a]);
            }
        }
        return box;
    }

    /// The box around planes of which at least a part is not dark.
    private static double[][] bright(Field field, double[] range) {
        int[][] count = new int[3][FINE];
        for (int i = 0; i < field.values().length; i++) {
            float v = field.values()[i];
            if (Float.isFinite(v) && unit(v, range[0], range[1]) > NOT_DARK) {
                count[0][i % FINE]++;
                count[1][i / FINE % FINE]++;
                count[2][i / (FINE * FINE)]++;
            }
        }
        int[] first = new int[3];
        int[] last = new int[3];
        for (int a = 0; a < 3; a++) {
            first[a] = 0;
            last[a] = FINE - 1;
            while (first[a] < FINE / 2 && count[a][first[a]] < PLANE_SHARE * FINE * FINE) {
                first[a]++;
            }
            while (last[a] > FINE / 2 && count[a][last[a]] < PLANE_SHARE * FINE * FINE) {
                last[a]--;
            }
        }
        PatientPoint from = field.grid().toPatient(first[0] - 0.5, first[1] - 0.5, first[2] - 0.5);
        PatientPoint to = field.grid().toPatient(last[0] + 0.5, last[1] + 0.5, last[2] + 0.5);
        return new double[][] {{from.xMm(), from.yMm(), from.zMm()}, {to.xMm(), to.yMm(), to.zMm()}};
    }

    /// A grid of 32 samples along each of the patient's axes over a box.
    private static VoxelGrid grid(double[][] box, VoxelGrid of) {
        double[] step = new double[3];
        for (int a = 0; a < 3; a++) {
            step[a] = Math.max(1e-3, (box[1][a] - box[0][a]) / FINE);
        }
        PatientPoint origin =
                new PatientPoint(box[0][0] + step[0] / 2, box[0][1] + step[1] / 2, box[0][2] + step[2] / 2);
        return new VoxelGrid(FINE, FINE, FINE, origin, new PatientVector(step[0], 0, 0), new PatientVector(0, step[1], 0),
                new PatientVector(0, 0, step[2]), of.frameOfReferenceUid());
    }

    /// The thumbnail's values (a copy), axes S, P, L, outermost first.
    public float[] thumbnail() {
        return thumbnail.clone();
    }

    /// The 5, 25, 50, 75 and 95 % quantiles (a copy), scaled as the thumbnail is, within -1.5 to 1.5.
    public double[] quantiles() {
        return quantiles.clone();
    }

    /// Pearson's correlation of the thumbnail with another, -1 to 1; 0 where one of them is even.
    public double correlation(double[] with) {
        return correlation(thumbnail, with);
    }

    /// How well what is uneven about the thumbnail along an axis agrees with what is uneven about another: 1 the same way
    /// round, -1 mirrored.
    ///
    /// @param axis 0 feet to head, 1 front to back, 2 right to left
    public double upright(double[] with, int axis) {
        float[] own = new float[thumbnail.length];
        double[] other = new double[with.length];
        for (int i = 0; i < own.length; i++) {
            int[] at = {i / (side * side), i / side % side, i % side};
            at[axis] = side - 1 - at[axis];
            int mirror = (at[0] * side + at[1]) * side + at[2];
            own[i] = thumbnail[i] - thumbnail[mirror];
            other[i] = with[i] - with[mirror];
        }
        return correlation(own, other);
    }

    private static double correlation(float[] a, double[] b) {
        double sa = 0;
        double sb = 0;
        for (int i = 0; i < a.length; i++) {
            sa += a[i];
            sb += b[i];
        }
        double ma = sa / a.length;
        double mb = sb / b.length;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }
}
