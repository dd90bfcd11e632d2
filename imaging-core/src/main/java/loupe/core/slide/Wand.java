package loupe.core.slide;

import java.util.ArrayDeque;
import java.util.Optional;
import loupe.core.image.RasterImage;

/// Takes what looks like the place it is put on: the picture is smoothed by a Gaussian of 4 pixels, then all pixels go in that are
/// joined with the place by their sides and whose red, green and blue are within half a standard deviation of the picture's, for a
/// sensitivity of 2 (deviation over sensitivity). Holes are filled.
///
/// @param sigma of the Gaussian, in pixels of the picture
/// @param sensitivity larger takes less
public record Wand(double sigma, double sensitivity) {
    /// As it is used.
    public static final Wand USUAL = new Wand(4, 2);

    /// Pixels a side of the picture about a place.
    public static final int SIDE = 149;

    /// The outline of what is taken, in pixels of the picture.
    ///
    /// @param picture what the reader sees about the place
    /// @param x column of the place
    /// @param y row of the place
    public Optional<FeatureOutline> take(RasterImage.Colour picture, int x, int y) {
        int w = picture.columns();
        int h = picture.rows();
        float[][] smooth = new float[3][];
        double[] within = new double[3];
        for (int c = 0; c < 3; c++) {
            smooth[c] = smoothed(channel(picture.argb(), 16 - 8 * c), w, h);
            within[c] = deviation(smooth[c]) / sensitivity;
        }
        boolean[] in = flood(smooth, within, w, y * w + x);
        fillHoles(in, w);
        return MaskTrace.of(in, w);
    }

    private static float[] channel(int[] argb, int shift) {
        float[] out = new float[argb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = argb[i] >> shift & 0xff;
        }
        return out;
    }

    private static double deviation(float[] v) {
        double sum = 0;
        double squares = 0;
        for (float f : v) {
            sum += f;
            squares += (double) f * f;
        }
        double mean = sum / v.length;
        return Math.sqrt(Math.max(0, squares / v.length - mean * mean));
    }

    private float[] smoothed(float[] v, int w, int h) {
        int reach = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return along(along(v, kernel, w, h, 1), kernel, w, h, w);
    }

    /// Along rows (step 1) or columns (step w); pixels beyond the edge are as those at it.
    private static float[] along(float[] v, float[] kernel, int w, int h, int step) {
        float[] out = new float[v.length];
        int reach = kernel.length / 2;
        for (int i = 0; i < v.length; i++) {
            int at = step == 1 ? i % w : i / w;
            int most = (step == 1 ? w : h) - 1;
            float sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += kernel[k + reach] * v[i + (Math.clamp(at + k, 0, most) - at) * step];
            }
            out[i] = sum;
        }
        return out;
    }

    private static boolean[] flood(float[][] v, double[] within, int w, int seed) {
        boolean[] in = new boolean[v[0].length];
        ArrayDeque<Integer> next = new ArrayDeque<>();
        in[seed] = true;
        next.add(seed);
        while (!next.isEmpty()) {
            int i = next.poll();
            for (int n : new int[] {i % w > 0 ? i - 1 : -1, i % w < w - 1 ? i + 1 : -1, i - w, i + w}) {
                if (n >= 0 && n < in.length && !in[n] && like(v, within, n, seed)) {
                    in[n] = true;
                    next.add(n);
                }
            }
        }
        return in;
    }

    private static boolean like(float[][] v, double[] within, int a, int b) {
        for (int c = 0; c < 3; c++) {
            if (Math.abs(v[c][a] - v[c][b]) > within[c]) {
                return false;
            }
        }
        return true;
    }

    /// What cannot be reached from the border goes in.
    private static void fillHoles(boolean[] in, int w) {
        boolean[] outside = new boolean[in.length];
        ArrayDeque<Integer> next = new ArrayDeque<>();
        for (int i = 0; i < in.length; i++) {
            boolean border = i % w == 0 || i % w == w - 1 || i < w || i >= in.length - w;
            if (border && !in[i]) {
                outside[i] = true;
                next.add(i);
            }
        }
        while (!next.isEmpty()) {
            int i = next.poll();
            for (int n : new int[] {i % w > 0 ? i - 1 : -1, i % w < w - 1 ? i + 1 : -1, i - w, i + w}) {
                if (n >= 0 && n < in.length && !in[n] && !outside[n]) {
                    outside[n] = true;
                    next.add(n);
                }
            }
        }
        for (int i = 0; i < in.length; i++) {
            in[i] = !outside[i];
        }
    }
}
