package loupe.core.segment.block;

/// The lower envelope of parabolas along a line, for one thread.
final class Envelope {
    private final double step2;
    private final int[] at;
    private final double[] from;
    private final float[] values;

    Envelope(int length, double stepMm) {
        this.step2 = stepMm * stepMm;
        this.at = new int[length];
        this.from = new double[length + 1];
        this.values = new float[length];
    }

    /// Replaces a column's values by the least of value plus squared way.
    void column(float[] block, int first, int stride, double shift) {
        int n = 0;
        for (int q = 0; q < values.length; q++) {
            float v = block[first + q * stride];
            values[q] = v;
            if (v < FlatDistance.ENDLESS) {
                n = added(q, v, n);
            }
        }
        if (n == 0) {
            return;
        }
        int k = 0;
        for (int q = 0; q < values.length; q++) {
            double place = q + shift;
            while (k + 1 < n && from[k + 1] < place) {
                k++;
            }
            double way = place - at[k];
            block[first + q * stride] = (float) (values[at[k]] + way * way * step2);
        }
    }

    /// Parabolas in the envelope once one more is in it.
    private int added(int q, float v, int before) {
        int n = before;
        double meets = Double.NEGATIVE_INFINITY;
        while (n > 0) {
            int p = at[n - 1];
            meets = ((v - values[p]) / step2 + (double) q * q - (double) p * p) / (2.0 * (q - p));
            if (meets > from[n - 1]) {
                break;
            }
            n--;
        }
        at[n] = q;
        from[n] = n == 0 ? Double.NEGATIVE_INFINITY : meets;
        return n + 1;
    }
}
