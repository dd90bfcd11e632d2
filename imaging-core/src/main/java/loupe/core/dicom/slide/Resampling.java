package loupe.core.dicom.slide;

import loupe.core.image.RasterImage;

/// Shrinks or enlarges a picture: each new pixel is the mean of the part of the old picture it covers; enlarged pixels
/// are interpolated linearly.
final class Resampling {
    private final RasterImage.Colour source;
    private final double left;
    private final double top;
    private final double step;

    /// @param left where the first new pixel begins, in old pixels from the left edge
    /// @param top the same from the upper edge
    /// @param step old pixels a new one covers each way
    Resampling(RasterImage.Colour source, double left, double top, double step) {
        this.source = source;
        this.left = left;
        this.top = top;
        this.step = step;
    }

    /// @param out width x height pixels, which the picture holds from then on
    RasterImage.Colour to(int width, int height, int[] out) {
        double reach = Math.max(1, step);
        double inset = (step - reach) / 2;
        for (int y = 0; y < height; y++) {
            double y0 = top + y * step + inset;
            for (int x = 0; x < width; x++) {
                out[y * width + x] = mean(left + x * step + inset, y0, reach);
            }
        }
        return new RasterImage.Colour(width, height, out);
    }

    private int mean(double x0, double y0, double reach) {
        double red = 0;
        double green = 0;
        double blue = 0;
        int r1 = (int) Math.ceil(y0 + reach - 1e-9);
        int c1 = (int) Math.ceil(x0 + reach - 1e-9);
        for (int r = (int) Math.floor(y0 + 1e-9); r < r1; r++) {
            double high = Math.min(r + 1, y0 + reach) - Math.max(r, y0);
            int base = Math.clamp(r, 0, source.rows() - 1) * source.columns();
            for (int c = (int) Math.floor(x0 + 1e-9); c < c1; c++) {
                double share = high * (Math.min(c + 1, x0 + reach) - Math.max(c, x0));
                int p = source.argb()[base + Math.clamp(c, 0, source.columns() - 1)];
                red += share * (p >> 16 & 0xff);
                green += share * (p >> 8 & 0xff);
                blue += share * (p & 0xff);
            }
        }
        double area = reach * reach;
        return 0xff000000 | level(red / area) << 16 | level(green / area) << 8 | level(blue / area);
    }

    private static int level(double v) {
        return (int) Math.clamp(Math.rint(v), 0, 255);
    }
}
