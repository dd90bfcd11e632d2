package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.dicom.display.ColourPalette;
import loupe.core.image.Frame;
import loupe.core.image.Ycc;

/// Shows a frame as 8-bit gray: the middle 99.8 % of its values over the whole range, colours as brightness.
final class Graying {
    private static final double CUT = 0.001;

    private Graying() {}

    /// The frame as one gray picture, as it is displayed.
    ///
    /// @throws DicomException if its colours cannot be read
    static GrayImage of(Frame f, PixelDescription p, DataSet data) throws DicomException {
        return views(f, p, data).getFirst();
    }

    /// The gray pictures in which text of any colour in a frame can be seen; one for a gray frame.
    ///
    /// @throws DicomException if its colours cannot be read
    static List<GrayImage> views(Frame f, PixelDescription p, DataSet data) throws DicomException {
        int n = f.columns() * f.rows();
        if (p.photometric().equals("PALETTE COLOR")) {
            return ColourViews.of(f.columns(), f.rows(), palette(f, ColourPalette.of(data)));
        }
        if (f.samplesPerPixel() >= 3) {
            return ColourViews.of(f.columns(), f.rows(), colour(f, p));
        }
        byte[] gray = new byte[n];
        if (f.format().bytes() <= 2) {
            narrow(f, p, gray);
        } else {
            wide(f, p, gray);
        }
        return List.of(GrayImage.over(f.columns(), f.rows(), gray));
    }

    private static int[] palette(Frame f, ColourPalette palette) {
        int[] argb = new int[f.columns() * f.rows()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = palette.argb(f.sample(i));
        }
        return argb;
    }

    private static int[] colour(Frame f, PixelDescription p) {
        boolean ybr = p.photometric().startsWith("YBR") && !p.photometric().equals("YBR_RCT")
                && !p.photometric().equals("YBR_ICT");
        int spp = f.samplesPerPixel();
        double scale = 255.0 / ((1L << p.bitsStored()) - 1);
        int[] argb = new int[f.columns() * f.rows()];
        for (int i = 0; i < argb.length; i++) {
            long at = (long) i * spp;
            double a = f.sample(at) * scale;
            double b = f.sample(at + 1) * scale;
            double c = f.sample(at + 2) * scale;
            argb[i] = ybr ? Ycc.argb(a, b, c) : 0xff000000 | (int) a << 16 | (int) b << 8 | (int) c;
        }
        return argb;
    }

    private static void narrow(Frame f, PixelDescription p, byte[] gray) {
        int[] values = values(f, gray.length);
        int[] histogram = new int[1 << 17];
        for (int v : values) {
            histogram[v]++;
        }
        long cut = (long) (gray.length * CUT);
        int low = 0;
        for (long seen = histogram[low]; seen <= cut && low < histogram.length - 1; seen += histogram[low]) {
            low++;
        }
        int high = histogram.length - 1;
        for (long seen = histogram[high]; seen <= cut && high > low; seen += histogram[high]) {
            high--;
        }
        byte[] lut = new byte[high - low + 1];
        for (int v = 0; v < lut.length; v++) {
            lut[v] = shade(low + v, low, high, p);
        }
        for (int i = 0; i < gray.length; i++) {
            gray[i] = lut[Math.max(0, Math.min(lut.length - 1, values[i] - low))];
        }
        if (low == high) {
            flat(values, low, gray, p);
        }
    }

    /// Nearly all pixels are equal: whatever is brighter is white.
    private static void flat(int[] values, int level, byte[] gray, PixelDescription p) {
        for (int i = 0; i < gray.length; i++) {
            gray[i] = shade(values[i], level, level, p);
        }
    }

    /// Stored values of a gray frame of at most 16 bits, moved up by 65536 so that signed ones are positive.
    static int[] stored(Frame f) {
        return values(f, f.columns() * f.rows());
    }

    /// Stored values, moved up by 65536 so that signed ones are positive.
    private static int[] values(Frame f, int n) {
        int[] out = new int[n];
        boolean wide = f.format().bytes() == 2;
        boolean signed = f.format() == Frame.Format.S16 || f.format() == Frame.Format.S8;
        MemorySegment m = f.samples();
        for (int i = 0; i < n; i++) {
            int v = wide ? m.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i) : m.get(ValueLayout.JAVA_BYTE, i);
            out[i] = (1 << 16) + (signed ? v : v & (wide ? 0xffff : 0xff));
        }
        return out;
    }

    private static byte shade(double v, double low, double high, PixelDescription p) {
        double part = high > low ? (v - low) / (high - low) : v > low ? 1 : 0;
        int s = (int) (255 * Math.max(0, Math.min(1, part)));
        return (byte) (p.photometric().equals("MONOCHROME1") ? 255 - s : s);
    }

    /// Floats and 32-bit values: the middle 99.8 % of the finite ones, so that an outlier hides nothing.
    private static void wide(Frame f, PixelDescription p, byte[] gray) {
        double[] finite = IntStream.range(0, gray.length).mapToDouble(f::sample).filter(Double::isFinite).sorted().toArray();
        if (finite.length == 0) {
            return;
        }
        int cut = (int) (finite.length * CUT);
        double low = finite[cut];
        double high = finite[finite.length - 1 - cut];
        for (int i = 0; i < gray.length; i++) {
            double v = f.sample(i);
            gray[i] = Double.isNaN(v) ? 0 : shade(v, low, high, p);
        }
    }

    /// Whole numbers in place of stored values, equal where those are equal, for gray frames of any format: wide ones in
    /// 65,536 steps of their middle 99.8 %.
    static int[] whole(Frame f) {
        int n = f.columns() * f.rows();
        if (f.format().bytes() <= 2) {
            return stored(f);
        }
        double[] finite = IntStream.range(0, n).mapToDouble(f::sample).filter(Double::isFinite).sorted().toArray();
        double low = finite.length == 0 ? 0 : finite[(int) (finite.length * CUT)];
        double high = finite.length == 0 ? 1 : finite[finite.length - 1 - (int) (finite.length * CUT)];
        double scale = high > low ? 65_535 / (high - low) : 0;
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            double v = f.sample(i);
            out[i] = Double.isNaN(v) ? 0 : (int) Math.clamp(Math.rint((v - low) * scale), -65_536.0, 131_072.0);
        }
        return out;
    }
}
