package loupe.sample.chest;

import java.util.random.RandomGenerator;

/// What a scanner does to a body: blur by its kernel and slice profile, correlated noise, whole HU.
final class Scanner {
    private final Canvas canvas;
    private final RandomGenerator random;

    Scanner(Canvas canvas, RandomGenerator random) {
        this.canvas = canvas;
        this.random = random;
    }

    /// The HU as they would be reconstructed.
    short[] scan() {
        int columns = canvas.settings.columns();
        int rows = canvas.settings.rows();
        int plane = columns * rows;
        double inPlane = random.nextDouble(0.5, 1.2) / canvas.settings.inPlaneMm();
        blur(1, columns, inPlane);
        blur(columns, rows, inPlane);
        blur(plane, canvas.settings.slices(), random.nextDouble(0.5, 1.6) / canvas.settings.sliceMm());
        return noise(random.nextDouble(6, 38), random.nextDouble(0, 0.55));
    }

    /// Gaussian of three taps (enough for less than one voxel) along one axis.
    private void blur(int stride, int count, double sigmaVoxels) {
        float side = (float) Math.exp(-0.5 / Math.max(0.05, sigmaVoxels * sigmaVoxels));
        float middle = 1 / (1 + 2 * side);
        side *= middle;
        float[] hu = canvas.hu;
        int block = stride * count;
        for (int base = 0; base < hu.length; base += block) {
            canvas.job.checkCancelled();
            for (int k = base; k < base + stride; k++) {
                float before = hu[k];
                for (int i = k; i < k + block; i += stride) {
                    float here = hu[i];
                    float after = i + stride < k + block ? hu[i + stride] : here;
                    hu[i] = middle * here + side * (before + after);
                    before = here;
                }
            }
        }
    }

    private short[] noise(double sigma, double correlation) {
        int columns = canvas.settings.columns();
        int rows = canvas.settings.rows();
        short[] out = new short[canvas.hu.length];
        float[] above = new float[columns];
        float fresh = (float) ((1 - correlation * correlation) * sigma);
        float c = (float) correlation;
        for (int row = 0; row < rows * canvas.settings.slices(); row++) {
            float left = 0;
            float aboveLeft = 0;
            canvas.job.checkCancelled();
            for (int i = 0; i < columns; i++) {
                float n = c * left + c * above[i] - c * c * aboveLeft + fresh * (float) random.nextGaussian();
                aboveLeft = above[i];
                above[i] = n;
                left = n;
                float value = canvas.hu[row * columns + i];
                out[row * columns + i] = (short) Math.clamp(Math.round(value + n), -1024, 3071);
            }
        }
        return out;
    }
}
