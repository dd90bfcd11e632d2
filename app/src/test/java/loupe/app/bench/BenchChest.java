package loupe.app.bench;

/// Values of a drawn chest in HU with the noise of a CT, so that what rays and pictures cost is nearer to patients' images than a plain
/// texture: air, body, two lungs, ribs and spine. The bench of another program beside the product draws the same (`benchmarks/cornerstone`).
final class BenchChest {
    private BenchChest() {}

    /// @param x column
    /// @param y row
    /// @param s slice
    /// @param side columns and rows
    static int hu(int x, int y, int s, int side) {
        double u = (x - side / 2.0) / (side * 0.42);
        double v = (y - side / 2.0) / (side * 0.3);
        double r = u * u + v * v;
        int noise = noise(x, y, s);
        if (r > 1) {
            return -1000 + noise / 8;
        }
        boolean lung = Math.pow((Math.abs(u) - 0.45) / 0.33, 2) + Math.pow(v / 0.7, 2) < 1;
        boolean spine = Math.pow(u * 8.4, 2) + Math.pow((v - 0.75) * 6, 2) < 1;
        boolean rib = r > 0.8 && r < 0.9 && (s + (int) (10 + v * 10)) % 30 < 8;
        return (spine ? 350 : rib ? 500 : lung ? -850 : 45) + noise;
    }

    /// The sum of four even ones, -40 to 40 with a standard deviation of 12.
    private static int noise(int x, int y, int s) {
        int h = x * 73856093 ^ y * 19349663 ^ s * 83492791;
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            h = h * 1664525 + 1013904223;
            sum += (h >>> 24) % 21;
        }
        return sum - 40;
    }
}
