package loupe.inference.text;

import java.nio.FloatBuffer;
import loupe.inference.tensor.FloatTensor;

/// Brightness values on their way to the text detection net.
///
/// @param width columns
/// @param height rows
/// @param values row by row, 0 to 255 unsigned; shared, never changed here
record GrayImage(int width, int height, byte[] values) {
    /// ImageNet's mean and deviation of red, green and blue, by which the net was trained.
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};

    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final int MULTIPLE = 32;
    private static final int AROUND = 12;

    GrayImage part(int x, int y, int wide, int high) {
        if (wide == width && high == height) {
            return this;
        }
        byte[] out = new byte[wide * high];
        for (int r = 0; r < high; r++) {
            System.arraycopy(values, (y + r) * width + x, out, r * wide, wide);
        }
        return new GrayImage(wide, high, out);
    }

    /// The whole image as a box.
    TextCandidate all() {
        return new TextCandidate(0, 0, width, height, 1);
    }

    /// A box and what is around it.
    GrayImage around(TextCandidate b, int edge) {
        int left = Math.max(0, b.x() - edge);
        int top = Math.max(0, b.y() - edge);
        return part(left, top, Math.min(width, b.x() + b.width() + edge) - left,
                Math.min(height, b.y() + b.height() + edge) - top);
    }

    /// A box moved right and down, as far as the image goes.
    TextCandidate moved(TextCandidate b, int by) {
        int left = Math.min(b.x() + by, width - 1);
        int top = Math.min(b.y() + by, height - 1);
        return new TextCandidate(left, top, Math.min(b.width(), width - left), Math.min(b.height(), height - top), b.score());
    }

    /// Each pixel the mean of itself and its right, lower and lower right neighbour: half a pixel's blur.
    GrayImage softened() {
        byte[] out = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (byte) Math.round(linear(x + 0.5, y + 0.5));
            }
        }
        return new GrayImage(width, height, out);
    }

    /// Resized bilinearly; when shrinking by 2, each pixel is the mean of four.
    GrayImage scaled(double by) {
        int wide = Math.max(1, (int) (width * by));
        int high = Math.max(1, (int) (height * by));
        byte[] out = new byte[wide * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                out[y * wide + x] = (byte) Math.round(linear((x + 0.5) / by - 0.5, (y + 0.5) / by - 0.5));
            }
        }
        return new GrayImage(wide, high, out);
    }

    private int at(int x, int y) {
        return values[y * width + x] & 0xff;
    }

    /// Brightness between pixels, bilinearly.
    double linear(double x, double y) {
        double u = Math.clamp(x, 0, width - 1);
        double v = Math.clamp(y, 0, height - 1);
        int x0 = (int) u;
        int y0 = (int) v;
        int x1 = Math.min(x0 + 1, width - 1);
        int y1 = Math.min(y0 + 1, height - 1);
        double top = at(x0, y0) + (at(x1, y0) - at(x0, y0)) * (u - x0);
        double bottom = at(x0, y1) + (at(x1, y1) - at(x0, y1)) * (u - x0);
        return top + (bottom - top) * (v - y0);
    }

    /// Turned clockwise by quarter turns, 0 to 3.
    GrayImage turned(int quarters) {
        if (quarters == 0) {
            return this;
        }
        int wide = quarters % 2 == 0 ? width : height;
        int high = quarters % 2 == 0 ? height : width;
        byte[] out = new byte[wide * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int from =
                        switch (quarters) {
                            case 1 -> (height - 1 - x) * width + y;
                            case 2 -> (height - 1 - y) * width + width - 1 - x;
                            default -> x * width + width - 1 - y;
                        };
                out[y * wide + x] = values[from];
            }
        }
        return new GrayImage(wide, high, out);
    }

    /// Without its background: each pixel less the mean around it (25 x 25), stretched to full contrast.
    GrayImage flattened() {
        long[] sums = new long[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            long row = 0;
            for (int x = 0; x < width; x++) {
                row += at(x, y);
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        double[] flat = new double[width * height];
        double low = 255;
        double high = -255;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double v = at(x, y) - mean(sums, x, y);
                flat[y * width + x] = v;
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        byte[] out = new byte[flat.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Math.round(255 * (flat[i] - low) / Math.max(1, high - low));
        }
        return new GrayImage(width, height, out);
    }

    private double mean(long[] sums, int x, int y) {
        int left = Math.max(0, x - AROUND);
        int right = Math.min(width, x + AROUND + 1);
        int top = Math.max(0, y - AROUND);
        int bottom = Math.min(height, y + AROUND + 1);
        int w = width + 1;
        long sum = sums[bottom * w + right] - sums[top * w + right] - sums[bottom * w + left] + sums[top * w + left];
        return (double) sum / ((right - left) * (bottom - top));
    }

    /// Darkest value.
    int lowest() {
        int low = 255;
        for (int i = 0; i < width * height; i++) {
            low = Math.min(low, values[i] & 0xff);
        }
        return low;
    }

    /// Brightest less darkest.
    int range() {
        int low = 255;
        int high = 0;
        for (int i = 0; i < width * height; i++) {
            low = Math.min(low, values[i] & 0xff);
            high = Math.max(high, values[i] & 0xff);
        }
        return high - low;
    }

    /// [1,3,H,W], sides a multiple of 32, what is added is black.
    FloatTensor normalised() {
        int wide = (width + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        int high = (height + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        FloatTensor tensor = FloatTensor.direct(1, 3, high, wide);
        FloatBuffer out = tensor.values();
        for (int k = 0; k < 3; k++) {
            for (int y = 0; y < high; y++) {
                for (int x = 0; x < wide; x++) {
                    float v = x < width && y < height ? at(x, y) / 255f : 0;
                    out.put((k * high + y) * wide + x, (v - MEAN[k]) / DEVIATION[k]);
                }
            }
        }
        return tensor;
    }
}
