package loupe.core.segment.operation.between;

import loupe.core.segment.block.FlatDistance;
import loupe.core.work.JobContext;

/// Blends signed distances from both outlines, below 0 inside (Raya and Udupa, Shape-based interpolation of multidimensional objects,
/// 1990).
record DistanceBlend(FlatCanvas canvas) implements FlatBlend {
    @Override
    public void fill(FlatLayer low, FlatLayer high, LayersMade out, JobContext job) {
        float[] a = signed(low.pixels());
        float[] b = signed(high.pixels());
        for (int at = low.at() + 1; at < high.at(); at++) {
            job.checkCancelled();
            float share = (float) (at - low.at()) / (high.at() - low.at());
            byte[] pixels = new byte[a.length];
            for (int i = 0; i < a.length; i++) {
                pixels[i] = (byte) ((1 - share) * a[i] + share * b[i] <= 0 ? 1 : 0);
            }
            out.add(new FlatLayer(at, canvas.frame(), pixels));
        }
    }

    private float[] signed(byte[] pixels) {
        FlatDistance distance = canvas.distance();
        float[] to = new float[pixels.length];
        distance.squared(pixels, to);
        byte[] other = new byte[pixels.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) (1 - pixels[i]);
        }
        float[] from = new float[pixels.length];
        distance.squared(other, from);
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) (Math.sqrt(to[i]) - Math.sqrt(from[i]));
        }
        return to;
    }
}
