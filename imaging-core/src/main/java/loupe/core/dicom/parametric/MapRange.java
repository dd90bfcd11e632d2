package loupe.core.dicom.parametric;

import java.util.Arrays;
import loupe.core.image.ValueWindow;

/// Collects how far a map's values go: all of them for the least and the greatest, at most a million for percentiles.
final class MapRange {
    private static final int MOST = 1 << 20;
    /// The step is odd, so that it does not fall in with columns of background.
    private final long every;
    private final float[] kept;
    private long seen;
    private int n;
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    MapRange(long voxels) {
        this.every = voxels <= MOST ? 1 : Math.ceilDiv(voxels, MOST) | 1;
        this.kept = new float[(int) Math.min(voxels, MOST)];
    }

    void take(float v) {
        if (Float.isFinite(v)) {
            least = Math.min(least, v);
            greatest = Math.max(greatest, v);
            if (seen % every == 0 && n < kept.length) {
                kept[n++] = v;
            }
            seen++;
        }
    }

    boolean isEmpty() {
        return seen == 0;
    }

    double clearUpTo() {
        return least >= 0 ? 0 : Double.NEGATIVE_INFINITY;
    }

    /// @param whole end of a scale that begins at 0; NaN where none is known
    ValueWindow window(double whole) {
        if (least >= 0 && greatest <= whole) {
            return between(0, whole);
        }
        float[] shown = new float[n];
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (kept[i] > clearUpTo()) {
                shown[m++] = kept[i];
            }
        }
        Arrays.sort(shown, 0, m);
        return m == 0 ? between(least, greatest) : between(shown[(int) (m / 100L)], shown[(int) (m * 99L / 100)]);
    }

    private static ValueWindow between(double low, double high) {
        double alone = low == 0 ? 1 : Math.abs(low);
        return new ValueWindow((low + high) / 2, high > low ? high - low : alone, ValueWindow.Function.LINEAR_EXACT);
    }
}
