package loupe.inference.evaluate;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import loupe.core.finding.Prediction;
import loupe.core.image.Volume;
import loupe.core.render.Png;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;

/// The slice with most of the truth, the truth's edge green and the model's red, as PNG.
final class CasePicture {
    private static final int TRUTH = 0x20d040;
    private static final int OURS = 0xff3030;

    private CasePicture() {}

    static byte[] png(Volume volume, Prediction p, Mask truth) throws IOException {
        int slice = 0;
        for (int s = 0; s < truth.grid().slices(); s++) {
            slice = truth.count(s) > truth.count(slice) ? s : slice;
        }
        int columns = volume.grid().columns();
        float[] values = new float[volume.grid().voxelsPerSlice()];
        volume.slice(slice, values);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 50];
        float high = sorted[sorted.length * 49 / 50];
        BufferedImage image = new BufferedImage(columns, volume.grid().rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            int v = (int) Math.clamp(255 * (values[i] - low) / Math.max(1e-6, high - low), 0, 255);
            image.setRGB(i % columns, i / columns, v << 16 | v << 8 | v);
        }
        edge(image, truth, slice, TRUTH);
        for (Segment s : p.segmentation().stream().flatMap(all -> all.segments().stream()).toList()) {
            edge(image, s.mask(), slice, OURS);
        }
        return Png.bytes(image);
    }

    private static void edge(BufferedImage image, Mask mask, int slice, int rgb) {
        int w = image.getWidth();
        for (int i = 0; i < w * image.getHeight(); i++) {
            int x = i % w;
            boolean edge = mask.contains(slice, i)
                    && (x == 0 || !mask.contains(slice, i - 1) || x == w - 1 || !mask.contains(slice, i + 1)
                            || i < w || !mask.contains(slice, i - w) || i >= w * (image.getHeight() - 1)
                            || !mask.contains(slice, i + w));
            if (edge) {
                image.setRGB(x, i / w, rgb);
            }
        }
    }
}
