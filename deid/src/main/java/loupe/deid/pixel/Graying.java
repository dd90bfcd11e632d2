package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;

/// Shows a frame as 8-bit gray: the middle 99.8 % of its values over the whole range, colours as brightness.
final class Graying {
    private static final double CUT = 0.001;

    private Graying() {}

    static GrayImage of(Frame f, PixelDescription p, DataSet data) {
        int n = f.columns() * f.rows();
        byte[] gray = new byte[n];
        if (p.photometric().equals("PALETTE COLOR")) {
            palette(f, data, gray);
        } else if (f.samplesPerPixel() >= 3) {
            colour(f, p, gray);
        } else if (f.format().bytes() <= 2) {
            narrow(f, p, gray);
        } else {
            wide(f, p, gray);
        }
        return GrayImage.over(f.columns(), f.rows(), gray);
    }

    private static void palette(Frame f, DataSet data, byte[] gray) {
        byte[] entries = BlackValue.grayPalette(data);
        int first = BlackValue.firstMapped(data);
        for (int i = 0; i < gray.length; i++) {
            int index = (int) f.sample(i) - first;
            gray[i] = entries[Math.max(0, Math.min(entries.length - 1, index))];
        }
    }

    private static void colour(Frame f, PixelDescription p, byte[] gray) {
        boolean luma = p.photometric().startsWith("YBR") && !p.photometric().equals("YBR_RCT")
                && !p.photometric().equals("YBR_ICT");
        int spp = f.samplesPerPixel();
        double scale = 255.0 / ((1L << p.bitsStored()) - 1);
        for (int i = 0; i < gray.length; i++) {
            long at = (long) i * spp;
            double v = luma
                    ? f.sample(at)
                    : 0.299 * f.sample(at) + 0.587 * f.sample(at + 1) + 0.114 * f.sample(at + 2);
            gray[i] = (byte) (int) (v * scale);
        }
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

    private static void wide(Frame f, PixelDescription p, byte[] gray) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < gray.length; i++) {
            double v = f.sample(i);
            if (Double.isFinite(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        for (int i = 0; i < gray.length; i++) {
            double v = f.sample(i);
            gray[i] = Double.isFinite(v) ? shade(v, low, high, p) : 0;
        }
    }
}
