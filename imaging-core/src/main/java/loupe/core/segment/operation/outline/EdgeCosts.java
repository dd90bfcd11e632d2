package loupe.core.segment.operation.outline;

import java.util.Arrays;
import loupe.core.segment.operation.ValueRange;

/// What a step from pixel to pixel costs a livewire, little along edges (Mortensen and Barrett, Interactive segmentation with intelligent
/// scissors, 1998, with the weights of Cornerstone3D): 0.43 by the gradient's strength, 0.43 by whether the Laplacian shows an edge, 0.11
/// by how far the step turns from the edge's direction; steps along an axis count 1/√2 of the first.
///
/// Values count between the ends of a range, which is taken from the picture when a line is begun ([#span]) and kept: no window changes
/// the line. Made once a picture; immutable.
public final class EdgeCosts {
    private static final double LAPLACIAN_EDGE = 0.33;

    private final GrayPicture picture;
    private final float[] strength;
    private final float[] edgeX;
    private final float[] edgeY;
    private final boolean[] edge;

    private EdgeCosts(GrayPicture picture, float[] unit) {
        int n = picture.columns() * picture.rows();
        this.picture = picture;
        this.strength = new float[n];
        this.edgeX = new float[n];
        this.edgeY = new float[n];
        this.edge = new boolean[n];
        gradients(unit);
        laplacian(unit);
    }

    /// From a value that one in a hundred lies below to one that one in a hundred lies above; what is no number does not count.
    public static ValueRange span(GrayPicture picture) {
        float[] sorted = Arrays.copyOf(picture.values(), picture.columns() * picture.rows());
        Arrays.sort(sorted);
        int n = sorted.length;
        while (n > 0 && Float.isNaN(sorted[n - 1])) {
            n--;
        }
        return n == 0 ? new ValueRange(0, 1) : new ValueRange(sorted[n / 100], sorted[(int) (99L * n / 100)]);
    }

    /// Costs on a picture.
    ///
    /// @param span values that count as 0 and 1; what lies beyond counts as the end
    public static EdgeCosts of(GrayPicture picture, ValueRange span) {
        float[] values = picture.values();
        float[] unit = new float[picture.columns() * picture.rows()];
        double wide = span.greatest() > span.least() ? span.greatest() - span.least() : 1;
        for (int i = 0; i < unit.length; i++) {
            float v = values[i];
            unit[i] = Float.isNaN(v) ? 0 : (float) Math.clamp((v - span.least()) / wide, 0, 1);
        }
        return new EdgeCosts(picture, unit);
    }

    /// The picture they are of.
    public GrayPicture picture() {
        return picture;
    }

    /// Forward differences; at the last column and row those of the one before.
    private void gradients(float[] unit) {
        int columns = picture.columns();
        int rows = picture.rows();
        float most = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                int x = Math.max(0, Math.min(c, columns - 2));
                int y = Math.max(0, Math.min(r, rows - 2));
                float dx = columns > 1 ? unit[r * columns + x + 1] - unit[r * columns + x] : 0;
                float dy = rows > 1 ? unit[(y + 1) * columns + c] - unit[y * columns + c] : 0;
                float length = (float) Math.hypot(dx, dy);
                strength[i] = length;
                most = Math.max(most, length);
                edgeX[i] = length > 0 ? dy / length : 0;
                edgeY[i] = length > 0 ? -dx / length : 0;
            }
        }
        for (int i = 0; i < strength.length; i++) {
            strength[i] = most > 0 ? 1 - strength[i] / most : 1;
        }
    }

    /// Of 5 x 5 pixels: -16 in the middle, 2 and 1 in the ring about it, 1 two pixels away along the axes.
    private void laplacian(float[] unit) {
        int columns = picture.columns();
        for (int r = 2; r < picture.rows() - 2; r++) {
            for (int c = 2; c < columns - 2; c++) {
                int i = r * columns + c;
                double sum = -16 * unit[i]
                        + 2 * (unit[i - 1] + unit[i + 1] + unit[i - columns] + unit[i + columns])
                        + unit[i - columns - 1] + unit[i - columns + 1] + unit[i + columns - 1] + unit[i + columns + 1]
                        + unit[i - 2] + unit[i + 2] + unit[i - 2 * columns] + unit[i + 2 * columns];
                edge[i] = sum > LAPLACIAN_EDGE;
            }
        }
    }

    /// What lies in a pixel itself, 0 to 0.86: for finding the best one near the pointer.
    double ofPixel(int pixel) {
        return 0.43 * strength[pixel] + (edge[pixel] ? 0 : 0.43);
    }

    /// Cost of the step from a pixel to a neighbour, 0 to 0.97.
    ///
    /// @param right columns from the one to the other, -1 to 1
    /// @param down rows likewise
    double ofStep(int from, int to, int right, int down) {
        boolean axis = right == 0 || down == 0;
        double length = axis ? 1 : Math.sqrt(2);
        double along = (edgeX[from] * right + edgeY[from] * down) / length;
        double then = (edgeX[to] * right + edgeY[to] * down) / length;
        double sign = along < 0 ? -1 : 1;
        double turn = 2 / (3 * Math.PI) * (Math.acos(clamp(sign * along)) + Math.acos(clamp(sign * then)));
        return 0.43 * strength[to] * (axis ? Math.sqrt(0.5) : 1) + (edge[to] ? 0 : 0.43) + 0.11 * turn;
    }

    private static double clamp(double cosine) {
        return Math.clamp(cosine, -1, 1);
    }
}
