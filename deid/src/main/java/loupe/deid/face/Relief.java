package loupe.deid.face;

/// Filters over a map of depths.
///
/// @param columns depths in a row
/// @param rows rows
record Relief(int columns, int rows) {

    /// The smallest depth within a square.
    float[] nearest(float[] depth, int reach) {
        return square(depth, reach, -1);
    }

    /// The largest depth within a square.
    float[] farthest(float[] depth, int reach) {
        return square(depth, reach, 1);
    }

    private float[] square(float[] in, int reach, int sign) {
        return pass(pass(in, reach, sign, true), reach, sign, false);
    }

    private float[] pass(float[] in, int reach, int sign, boolean alongRow) {
        float[] out = new float[in.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float best = in[r * columns + c];
                for (int k = -reach; k <= reach; k++) {
                    int cc = alongRow ? Math.clamp(c + k, 0, columns - 1) : c;
                    int rr = alongRow ? r : Math.clamp(r + k, 0, rows - 1);
                    float v = in[rr * columns + cc];
                    best = sign < 0 ? Math.min(best, v) : Math.max(best, v);
                }
                out[r * columns + c] = best;
            }
        }
        return out;
    }

    /// What lies within a ball's reach behind a surface: each depth moved back by the ball, the farthest counts.
    ///
    /// @param nothing depth of a place without a surface, which moves nothing
    float[] behind(float[] depth, double ball, float nothing) {
        float[] out = new float[depth.length];
        java.util.Arrays.fill(out, Float.NEGATIVE_INFINITY);
        int reach = (int) ball;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float d = depth[r * columns + c];
                if (d < nothing) {
                    spread(out, new int[] {c, r, reach}, d, ball);
                }
            }
        }
        return out;
    }

    private void spread(float[] out, int[] from, float depth, double ball) {
        int reach = from[2];
        for (int r = Math.max(0, from[1] - reach); r <= Math.min(rows - 1, from[1] + reach); r++) {
            for (int c = Math.max(0, from[0] - reach); c <= Math.min(columns - 1, from[0] + reach); c++) {
                double left = ball * ball - (r - from[1]) * (r - from[1]) - (c - from[0]) * (c - from[0]);
                if (left >= 0) {
                    int at = r * columns + c;
                    out[at] = Math.max(out[at], (float) (depth + Math.sqrt(left)));
                }
            }
        }
    }
}
