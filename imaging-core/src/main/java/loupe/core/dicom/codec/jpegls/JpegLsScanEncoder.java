package loupe.core.dicom.codec.jpegls;

/// Encodes lines of a lossless JPEG-LS scan, the mirror of [JpegLsScanDecoder] (ITU-T T.87 annex A). Not thread-safe.
public final class JpegLsScanEncoder {
    private final JpegLsModel model;
    private final int width;
    private final JpegLsSink out;
    private int runIndex;

    public JpegLsScanEncoder(JpegLsParameters parameters, int width, JpegLsSink out) {
        this.model = new JpegLsModel(parameters);
        this.width = width;
        this.out = out;
    }

    /// Encodes one line of one component; samples lie at 1 to width.
    ///
    /// @return the component's run index after the line
    public int line(int[] previous, int[] line, int index) {
        runIndex = index;
        previous[width + 1] = previous[width];
        line[0] = previous[1];
        int x = 1;
        while (x <= width) {
            int ra = line[x - 1];
            int q = model.context(ra, previous[x], previous[x - 1], previous[x + 1]);
            if (q != 0) {
                regular(line[x], ra, previous, x, q);
                x++;
                continue;
            }
            int end = x;
            while (end <= width && line[end] == ra) {
                end++;
            }
            run(end - x, end > width);
            x = end;
            if (x <= width) {
                interruption(line[x], ra, previous[x]);
                x++;
            }
        }
        return runIndex;
    }

    private void regular(int sample, int ra, int[] previous, int x, int signedContext) {
        int sign = signedContext < 0 ? -1 : 1;
        int q = signedContext * sign;
        int error = wrapped((sample - model.predict(ra, previous[x], previous[x - 1], q, sign)) * sign);
        int k = model.golomb(q);
        int e = model.reversed(q, k) ? -1 - error : error;
        out.golomb(e >= 0 ? 2 * e : -2 * e - 1, k, model.limit, model.quantisedBits);
        model.update(q, error);
    }

    /// The error modulo the range, as near to zero as can be (T.87 A.4.5).
    private int wrapped(int error) {
        int e = error < 0 ? error + model.range : error;
        return e >= (model.range + 1) / 2 ? e - model.range : e;
    }

    private void run(int length, boolean toTheEnd) {
        int left = length;
        while (left >= 1 << JpegLsModel.J[runIndex]) {
            out.bits(1, 1);
            left -= 1 << JpegLsModel.J[runIndex];
            runIndex = Math.min(31, runIndex + 1);
        }
        if (toTheEnd) {
            if (left > 0) {
                out.bits(1, 1);
            }
        } else {
            out.bits(0, 1);
            out.bits(left, JpegLsModel.J[runIndex]);
        }
    }

    private void interruption(int sample, int ra, int rb) {
        int limit = model.limit - JpegLsModel.J[runIndex] - 1;
        int type = ra == rb ? 1 : 0;
        int error = wrapped(type == 0 && ra > rb ? rb - sample : sample - rb);
        int k = model.runGolomb(type);
        boolean odd = error != 0 && error < 0 == model.oddIsNegative(type, k);
        int mapped = 2 * Math.abs(error) - type - (odd ? 1 : 0);
        out.golomb(mapped, k, limit, model.quantisedBits);
        model.updateRun(type, error, mapped);
        runIndex = Math.max(0, runIndex - 1);
    }
}
