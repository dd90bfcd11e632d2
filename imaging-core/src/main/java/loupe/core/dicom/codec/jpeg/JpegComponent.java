package loupe.core.dicom.codec.jpeg;

import loupe.core.dicom.DicomException;

/// One component of a sequential JPEG frame: its sampling, its quantisation and the samples decoded so far.
public final class JpegComponent {
    public final int id;
    public final int across;
    public final int down;
    public final int table;
    private final int blocksWide;
    private final int blocksHigh;
    private final short[] samples;
    private final float[] block = new float[64];
    private int predictor;

    /// @param id component identifier
    /// @param sampling horizontal factor in the high four bits, vertical in the low
    /// @param table quantisation table
    /// @param mcusWide interleaved units across the frame
    /// @param mcusHigh interleaved units down the frame
    public JpegComponent(int id, int sampling, int table, int mcusWide, int mcusHigh) throws DicomException {
        this.id = id;
        this.across = sampling >> 4;
        this.down = sampling & 15;
        this.table = table;
        this.blocksWide = mcusWide * across;
        this.blocksHigh = mcusHigh * down;
        long size = 64L * blocksWide * blocksHigh;
        if (size > Integer.MAX_VALUE - 64) {
            throw new DicomException("a JPEG component must be smaller than 2 GiB", -1);
        }
        this.samples = new short[(int) size];
    }

    /// Begins a scan or restart interval.
    public void restart() {
        predictor = 0;
    }

    /// Decodes one block (T.81 F.2.2) and transforms it.
    ///
    /// @param dequantiser quantisation table times the transform's scales, natural order
    /// @param precision bits of a sample
    public void block(JpegBits in, JpegHuffman[] tables, float[] dequantiser, int column, int row, int precision)
            throws DicomException {
        java.util.Arrays.fill(block, 0);
        int size = tables[0].next(in);
        if (size > 15) {
            throw JpegSegments.damaged("a coefficient is too large");
        }
        predictor += in.signed(size);
        block[0] = predictor * dequantiser[0];
        boolean flat = true;
        for (int k = 1; k < 64; k++) {
            int rs = tables[1].next(in);
            int s = rs & 15;
            if (s == 0) {
                if (rs != 0xf0) {
                    break;
                }
                k += 15;
                continue;
            }
            k += rs >> 4;
            if (k > 63) {
                throw JpegSegments.damaged("a block has too many coefficients");
            }
            int natural = ZIGZAG[k];
            block[natural] = in.signed(s) * dequantiser[natural];
            flat = false;
        }
        if (column >= blocksWide || row >= blocksHigh) {
            return;
        }
        if (flat) {
            java.util.Arrays.fill(block, block[0]);
        } else {
            InverseDct.transform(block);
        }
        store(column, row, precision);
    }

    private void store(int column, int row, int precision) {
        int stride = 8 * blocksWide;
        int at = 8 * row * stride + 8 * column;
        int max = (1 << precision) - 1;
        float shift = (1 << precision - 1) + 0.5f;
        for (int y = 0; y < 8; y++, at += stride) {
            for (int x = 0; x < 8; x++) {
                int v = (int) Math.floor(block[8 * y + x] + shift);
                samples[at + x] = (short) (v < 0 ? 0 : Math.min(v, max));
            }
        }
    }

    /// Offset in [#sample(int)] of the first sample of the row that shows at a frame's row.
    public int rowAt(int y, int greatestDown) {
        return y * down / greatestDown * 8 * blocksWide;
    }

    /// One sample.
    public int sample(int offset) {
        return samples[offset];
    }

    /// Blocks across and down that show something of a frame, for a scan of this component alone (T.81 A.2.3).
    public int blocks(int pixels, int factor, int greatest) {
        int own = (pixels * factor + greatest - 1) / greatest;
        return (own + 7) / 8;
    }

    /// Place of the k-th coefficient of a scan in natural order (T.81 figure A.6).
    public static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21,
        28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61,
        54, 47, 55, 62, 63
    };
}
