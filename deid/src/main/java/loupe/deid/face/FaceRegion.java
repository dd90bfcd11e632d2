package loupe.deid.face;

import loupe.core.geometry.PatientPoint;

/// All that lies in front of a curtain through the face: at each place to the left and upwards, the curtain hangs at one
/// depth towards the back. Immutable.
public final class FaceRegion {
    private final double leftMm;
    private final double bottomMm;
    private final double stepMm;
    private final int columns;
    private final int rows;
    private final float[] curtainMm;

    /// @param from the corner of the curtain with the smallest x and z; its y is not used
    /// @param stepMm distance of neighbouring depths
    /// @param columns depths towards the left
    /// @param curtainMm y of the curtain, row by row upwards; negative infinity where nothing is in front of it
    FaceRegion(PatientPoint from, double stepMm, int columns, float[] curtainMm) {
        this.leftMm = from.xMm();
        this.bottomMm = from.zMm();
        this.stepMm = stepMm;
        this.columns = columns;
        this.rows = curtainMm.length / columns;
        this.curtainMm = curtainMm.clone();
    }

    /// Whether a place lies in front of the curtain.
    public boolean covers(double xMm, double yMm, double zMm) {
        double c = (xMm - leftMm) / stepMm;
        double r = (zMm - bottomMm) / stepMm;
        if (c < 0 || r < 0 || c > columns - 1 || r > rows - 1) {
            return false;
        }
        int c0 = (int) Math.min(c, columns - 2.0);
        int r0 = (int) Math.min(r, rows - 2.0);
        double fc = c - c0;
        double fr = r - r0;
        double low = mix(at(c0, r0), at(c0 + 1, r0), fc);
        double high = mix(at(c0, r0 + 1), at(c0 + 1, r0 + 1), fc);
        return yMm < mix(low, high, fr);
    }

    /// Between two depths; next to a place without a curtain there is none either.
    private static double mix(double a, double b, double part) {
        return part <= 0 ? a : part >= 1 ? b : a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY
                ? Double.NEGATIVE_INFINITY
                : a + (b - a) * part;
    }

    private double at(int column, int row) {
        return curtainMm[row * columns + column];
    }
}
