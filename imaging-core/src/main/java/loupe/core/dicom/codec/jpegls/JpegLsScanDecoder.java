package loupe.core.dicom.codec.jpegls;

import loupe.core.dicom.DicomException;
import loupe.core.dicom.codec.jpeg.JpegSegments;

/// Decodes the lines of one JPEG-LS scan (ITU-T T.87 annex A; interleaving B.1 to B.3). Not thread-safe.
public final class JpegLsScanDecoder {
    private final JpegLsModel model;
    private final int width;
    private JpegLsBits in;
    private int runIndex;

    public JpegLsScanDecoder(JpegLsParameters parameters, int width, JpegLsBits in) {
        this.model = new JpegLsModel(parameters);
        this.width = width;
        this.in = in;
    }

    /// Begins again behind a restart marker.
    public void restart(JpegLsBits next) {
        model.restart();
        in = next;
        runIndex = 0;
    }

    /// Decodes one line of one component.
    ///
    /// @param previous the line above, samples at 1 to width; its last place is overwritten
    /// @param line the line to fill, samples at 1 to width
    /// @param index the component's run index
    /// @return its run index after the line
    public int line(int[] previous, int[] line, int index) throws DicomException {
        runIndex = index;
        previous[width + 1] = previous[width];
        line[0] = previous[1];
        int x = 1;
        while (x <= width) {
            int ra = line[x - 1];
            int rb = previous[x];
            int rc = previous[x - 1];
            int q = model.context(ra, rb, rc, previous[x + 1]);
            if (q != 0) {
                line[x++] = regular(ra, rb, rc, q);
                continue;
            }
            int run = run(width - x + 1);
            java.util.Arrays.fill(line, x, x + run, ra);
            x += run;
            if (x <= width) {
                line[x] = interruption(line[x - 1], previous[x]);
                x++;
            }
        }
        return runIndex;
    }

    /// Decodes one line of all components, sample by sample.
    public void samples(int[][] previous, int[][] lines) throws DicomException {
        int n = lines.length;
        for (int c = 0; c < n; c++) {
            previous[c][width + 1] = previous[c][width];
            lines[c][0] = previous[c][1];
        }
        int[] q = new int[n];
        int x = 1;
        while (x <= width) {
            if (contexts(previous, lines, x, q)) {
                for (int c = 0; c < n; c++) {
                    int ra = lines[c][x - 1];
                    lines[c][x] = regular(ra, previous[c][x], previous[c][x - 1], q[c]);
                }
                x++;
                continue;
            }
            int run = run(width - x + 1);
            for (int c = 0; c < n; c++) {
                java.util.Arrays.fill(lines[c], x, x + run, lines[c][x - 1]);
            }
            x += run;
            if (x <= width) {
                interruptions(previous, lines, x);
                x++;
            }
        }
    }

    private boolean contexts(int[][] previous, int[][] lines, int x, int[] q) {
        boolean any = false;
        for (int c = 0; c < q.length; c++) {
            int[] above = previous[c];
            q[c] = model.context(lines[c][x - 1], above[x], above[x - 1], above[x + 1]);
            any |= q[c] != 0;
        }
        return any;
    }

    /// All components of an interrupting sample are coded with the first run context about the sample above.
    private void interruptions(int[][] previous, int[][] lines, int x) throws DicomException {
        int limit = model.limit - JpegLsModel.J[runIndex] - 1;
        for (int c = 0; c < lines.length; c++) {
            int ra = lines[c][x - 1];
            int rb = previous[c][x];
            int error = runError(0, limit);
            lines[c][x] = model.reconstruct(rb, rb < ra ? -error : error);
        }
        runIndex = Math.max(0, runIndex - 1);
    }

    private int regular(int ra, int rb, int rc, int signedContext) throws DicomException {
        int sign = signedContext < 0 ? -1 : 1;
        int q = signedContext * sign;
        int prediction = model.predict(ra, rb, rc, q, sign);
        int k = model.golomb(q);
        int mapped = in.golomb(k, model.limit, model.quantisedBits);
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        if (model.reversed(q, k)) {
            error = -1 - error;
        }
        model.update(q, error);
        return model.reconstruct(prediction, error * sign);
    }

    private int run(int left) throws DicomException {
        int run = 0;
        while (run < left && in.bit()) {
            int full = 1 << JpegLsModel.J[runIndex];
            if (run + full <= left && runIndex < 31) {
                runIndex++;
            }
            run = Math.min(run + full, left);
        }
        if (run == left) {
            return run;
        }
        int rest = in.bits(JpegLsModel.J[runIndex]);
        if (rest >= left - run) {
            throw JpegSegments.damaged("a run is longer than its line");
        }
        return run + rest;
    }

    private int interruption(int ra, int rb) throws DicomException {
        int limit = model.limit - JpegLsModel.J[runIndex] - 1;
        int type = Math.abs(ra - rb) <= model.near ? 1 : 0;
        int error = runError(type, limit);
        runIndex = Math.max(0, runIndex - 1);
        if (type == 1) {
            return model.reconstruct(ra, error);
        }
        return model.reconstruct(rb, rb < ra ? -error : error);
    }

    private int runError(int type, int limit) throws DicomException {
        int k = model.runGolomb(type);
        int mapped = in.golomb(k, limit, model.quantisedBits);
        int twice = mapped + type;
        boolean odd = (twice & 1) == 1;
        int size = twice + 1 >> 1;
        int error = odd == model.oddIsNegative(type, k) ? -size : size;
        model.updateRun(type, error, mapped);
        return error;
    }
}
