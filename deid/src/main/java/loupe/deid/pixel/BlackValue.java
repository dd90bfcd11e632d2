package loupe.deid.pixel;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.dicom.display.ColourPalette;
import loupe.core.image.Frame;

/// The samples of a pixel that is displayed darkest, of those a frame can hold.
final class BlackValue {
    private BlackValue() {}

    /// One value for each sample.
    ///
    /// @throws DicomException if the image has a palette that cannot be read
    static double[] of(PixelDescription p, DataSet data, Frame frame) throws DicomException {
        return switch (p.photometric()) {
            case "MONOCHROME1" -> new double[] {extreme(frame, false)};
            case "PALETTE COLOR" -> new double[] {darkestEntry(ColourPalette.of(data))};
            case "YBR_FULL", "YBR_FULL_422" -> new double[] {0, middle(p), middle(p)};
            case "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> new double[] {16, middle(p), middle(p)};
            default -> p.samplesPerPixel() == 1 ? new double[] {extreme(frame, true)} : new double[p.samplesPerPixel()];
        };
    }

    private static double middle(PixelDescription p) {
        return 1L << p.bitsStored() - 1;
    }

    private static double extreme(Frame frame, boolean lowest) {
        long n = (long) frame.columns() * frame.rows();
        double best = frame.sample(0);
        for (long i = 1; i < n; i++) {
            double v = frame.sample(i);
            if (Double.isNaN(best) || (lowest ? v < best : v > best)) {
                best = v;
            }
        }
        return Double.isNaN(best) ? 0 : best;
    }

    private static int darkestEntry(ColourPalette palette) {
        int darkest = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.entries(); i++) {
            int brightness = ColourViews.luma(palette.argb((double) palette.first() + i));
            if (brightness < least) {
                darkest = i;
                least = brightness;
            }
        }
        return palette.first() + darkest;
    }
}
