package loupe.sample.film;

import java.util.random.RandomGenerator;

/// Shadows of the lungs' vessels, branching from both hila, and of things that do not belong: patches and knots.
final class Vessels {
    private final float[] map;
    private final int side;
    private final RandomGenerator random;

    Vessels(int side, RandomGenerator random) {
        this.map = new float[side * side];
        this.side = side;
        this.random = random;
    }

    /// Centimetres of water at each pixel.
    float[] map() {
        return map;
    }

    /// A tree from a place (pixels).
    void tree(double x, double y, double reach) {
        blot(x, y, reach * random.nextDouble(0.06, 0.13), random.nextDouble(0.6, 1.8));
        int n = random.nextInt(7, 14);
        for (int i = 0; i < n; i++) {
            branch(x, y, random.nextDouble(0, 2 * Math.PI), reach * 0.032, 5);
        }
    }

    private void branch(double x, double y, double angle, double thick, int left) {
        if (left == 0 || thick < 0.3) {
            return;
        }
        double length = thick * random.nextDouble(5, 11);
        double a = angle;
        double px = x;
        double py = y;
        for (double d = 0; d < length; d += Math.max(0.6, thick * 0.5)) {
            a += random.nextGaussian() * 0.08;
            px += Math.cos(a) * Math.max(0.6, thick * 0.5);
            py += Math.sin(a) * Math.max(0.6, thick * 0.5);
            blot(px, py, thick * 0.7, 0.16 * Math.sqrt(thick));
        }
        branch(px, py, a + random.nextDouble(0.15, 0.6), thick * 0.75, left - 1);
        branch(px, py, a - random.nextDouble(0.15, 0.6), thick * 0.75, left - 1);
    }

    /// A round shadow that fades to its edge.
    ///
    /// @param radius pixels
    /// @param most centimetres of water in its middle
    void blot(double x, double y, double radius, double most) {
        int reach = (int) Math.ceil(radius * 2.2);
        for (int r = Math.max(0, (int) y - reach); r <= Math.min(side - 1, (int) y + reach); r++) {
            for (int c = Math.max(0, (int) x - reach); c <= Math.min(side - 1, (int) x + reach); c++) {
                double d = ((c + 0.5 - x) * (c + 0.5 - x) + (r + 0.5 - y) * (r + 0.5 - y)) / (radius * radius);
                map[r * side + c] += (float) (most * Math.exp(-d));
            }
        }
    }
}
