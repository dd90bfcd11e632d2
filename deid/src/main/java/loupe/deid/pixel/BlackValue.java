package loupe.deid.pixel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;

/// The samples of a pixel that is displayed darkest, of those a frame can hold.
final class BlackValue {
    private BlackValue() {}

    /// One value for each sample.
    static double[] of(PixelDescription p, DataSet data, Frame frame) {
        return switch (p.photometric()) {
            case "MONOCHROME1" -> new double[] {extreme(frame, false)};
            case "PALETTE COLOR" -> new double[] {darkestEntry(data)};
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

    private static int darkestEntry(DataSet data) {
        byte[] gray = grayPalette(data);
        int darkest = 0;
        for (int i = 1; i < gray.length; i++) {
            if ((gray[i] & 0xff) < (gray[darkest] & 0xff)) {
                darkest = i;
            }
        }
        return darkest + firstMapped(data);
    }

    /// First stored value the palette maps.
    static int firstMapped(DataSet data) {
        double[] d = data.doubles(Tag.RedPaletteColorLookupTableDescriptor);
        return d.length > 1 ? (int) d[1] : 0;
    }

    /// Brightness of each palette entry, 0 to 255; a single black entry where there is no plain palette.
    static byte[] grayPalette(DataSet data) {
        int n = (int) data.number(Tag.RedPaletteColorLookupTableDescriptor).orElse(0);
        int entries = n == 0 ? 65_536 : n;
        byte[] gray = new byte[entries];
        int[] red = channel(data, Tag.RedPaletteColorLookupTableData, entries);
        int[] green = channel(data, Tag.GreenPaletteColorLookupTableData, entries);
        int[] blue = channel(data, Tag.BluePaletteColorLookupTableData, entries);
        for (int i = 0; i < entries; i++) {
            gray[i] = (byte) ((299 * red[i] + 587 * green[i] + 114 * blue[i]) / 1000);
        }
        return gray;
    }

    /// 8-bit entries one a byte, or 16-bit entries of which the high byte counts (PS3.3 C.7.6.3.1.6).
    private static int[] channel(DataSet data, int tag, int entries) {
        int[] out = new int[entries];
        MemorySegment m = data.bytes(tag).orElse(MemorySegment.ofArray(new byte[0]));
        boolean wide = m.byteSize() >= 2L * entries;
        for (int i = 0; i < entries && (wide ? 2L * i + 1 : i) < m.byteSize(); i++) {
            out[i] = m.get(ValueLayout.JAVA_BYTE, wide ? 2L * i + 1 : i) & 0xff;
        }
        return out;
    }
}
