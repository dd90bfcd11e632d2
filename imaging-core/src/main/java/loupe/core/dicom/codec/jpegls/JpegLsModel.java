package loupe.core.dicom.codec.jpegls;

import java.util.Arrays;

/// Contexts, prediction and error mapping of JPEG-LS, the same for coder and decoder (ITU-T T.87 annex A).
///
/// Regular contexts are 0 to 364, the two of run interruption 365 and 366. Not thread-safe.
final class JpegLsModel {
    /// Orders of the run-length code (T.87 A.7.1.1).
    static final int[] J = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private static final int CONTEXTS = 367;
    private static final int RUN = 365;

    final int maxValue;
    final int near;
    final int step;
    final int range;
    final int limit;
    final int quantisedBits;
    private final int reset;
    private final byte[] regions;
    private final int[] sizes = new int[CONTEXTS];
    private final int[] biases = new int[CONTEXTS];
    private final int[] corrections = new int[CONTEXTS];
    private final int[] counts = new int[CONTEXTS];
    private final int[] negatives = new int[2];

    JpegLsModel(JpegLsParameters p) {
        maxValue = p.maxValue();
        near = p.near();
        step = 2 * near + 1;
        range = p.range();
        limit = p.limit();
        quantisedBits = p.quantisedBits();
        reset = p.reset();
        regions = p.regions();
        restart();
    }

    /// Forgets all statistics (start of a scan or restart interval).
    void restart() {
        Arrays.fill(sizes, Math.max(2, (range + 32) / 64));
        Arrays.fill(biases, 0);
        Arrays.fill(corrections, 0);
        Arrays.fill(counts, 1);
        Arrays.fill(negatives, 0);
    }

    /// Signed context of the gradients around a sample; 0 asks for run mode.
    int context(int ra, int rb, int rc, int rd) {
        return 81 * regions[rd - rb + maxValue] + 9 * regions[rb - rc + maxValue] + regions[rc - ra + maxValue];
    }

    /// Median edge prediction, corrected by the context's bias (T.87 A.4.1, A.4.2).
    int predict(int ra, int rb, int rc, int q, int sign) {
        int high = Math.max(ra, rb);
        int low = Math.min(ra, rb);
        int p = rc >= high ? low : rc <= low ? high : ra + rb - rc;
        int px = p + (sign < 0 ? -corrections[q] : corrections[q]);
        return px < 0 ? 0 : Math.min(px, maxValue);
    }

    /// Golomb parameter of a regular context.
    int golomb(int q) {
        return golomb(counts[q], sizes[q]);
    }

    private static int golomb(int n, int a) {
        int k = 0;
        while (n << k < a && k < 24) {
            k++;
        }
        return k;
    }

    /// Whether errors of a context are mapped the other way round (T.87 A.5.2).
    boolean reversed(int q, int k) {
        return near == 0 && k == 0 && 2 * biases[q] <= -counts[q];
    }

    /// Learns a regular error (T.87 A.6.1, A.6.2).
    void update(int q, int error) {
        biases[q] += error * step;
        sizes[q] += Math.abs(error);
        if (counts[q] == reset) {
            sizes[q] >>= 1;
            biases[q] >>= 1;
            counts[q] >>= 1;
        }
        int n = ++counts[q];
        if (biases[q] <= -n) {
            biases[q] = Math.max(biases[q] + n, 1 - n);
            corrections[q] = Math.max(corrections[q] - 1, -128);
        } else if (biases[q] > 0) {
            biases[q] = Math.min(biases[q] - n, 0);
            corrections[q] = Math.min(corrections[q] + 1, 127);
        }
    }

    /// Golomb parameter of a run interruption (T.87 A.7.2).
    int runGolomb(int type) {
        int q = RUN + type;
        return golomb(counts[q], sizes[q] + (type == 1 ? counts[q] >> 1 : 0));
    }

    /// Whether a run interruption's odd mapped errors are the negative ones.
    boolean oddIsNegative(int type, int k) {
        return k != 0 || 2 * negatives[type] >= counts[RUN + type];
    }

    /// Learns the error that interrupted a run.
    void updateRun(int type, int error, int mapped) {
        int q = RUN + type;
        if (error < 0) {
            negatives[type]++;
        }
        sizes[q] += mapped + 1 - type >> 1;
        if (counts[q] == reset) {
            sizes[q] >>= 1;
            counts[q] >>= 1;
            negatives[type] >>= 1;
        }
        counts[q]++;
    }

    /// The sample a prediction and a signed, quantised error stand for (T.87 A.4.4, A.4.5).
    int reconstruct(int prediction, int error) {
        int x = prediction + error * step;
        if (x < -near) {
            x += range * step;
        } else if (x > maxValue + near) {
            x -= range * step;
        }
        return x < 0 ? 0 : Math.min(x, maxValue);
    }
}
