package loupe.inference.tensor;

/// How each sample along one axis of a target is mixed from samples of the source: linear where the target is as fine or
/// finer, a triangle as wide as the target's step where it is coarser (so that nothing is skipped).
final class AxisWeights {
    private final int[] first;
    private final float[][] weights;

    /// @param count samples of the target
    /// @param from source index of the target's first sample
    /// @param step source indices from one target sample to the next; may be negative
    /// @param sourceCount samples of the source
    AxisWeights(int count, double from, double step, int sourceCount) {
        first = new int[count];
        weights = new float[count][];
        double width = Math.max(1, Math.abs(step));
        for (int i = 0; i < count; i++) {
            double at = snapped(from + i * step);
            if (at < -0.5 || at > sourceCount - 0.5) {
                weights[i] = new float[0];
                continue;
            }
            double inside = Math.clamp(at, 0, sourceCount - 1);
            int low = Math.max(0, (int) Math.floor(inside - width) + 1);
            int high = Math.min(sourceCount - 1, (int) Math.ceil(inside + width) - 1);
            first[i] = low;
            weights[i] = mixed(inside, low, high, width);
        }
    }

    /// Rounds off what arithmetic adds to a whole number, so that equal grids give equal values.
    private static double snapped(double at) {
        double whole = Math.rint(at);
        return Math.abs(at - whole) < 1e-6 ? whole : at;
    }

    private static float[] mixed(double at, int low, int high, double width) {
        float[] w = new float[high - low + 1];
        double sum = 0;
        for (int k = low; k <= high; k++) {
            sum += 1 - Math.abs(k - at) / width;
        }
        for (int k = low; k <= high; k++) {
            w[k - low] = (float) ((1 - Math.abs(k - at) / width) / sum);
        }
        return w;
    }

    int count() {
        return first.length;
    }

    /// First source index that counts for a target sample.
    int first(int target) {
        return first[target];
    }

    /// Weights from [#first] on; none where the sample lies outside.
    float[] of(int target) {
        return weights[target];
    }
}
