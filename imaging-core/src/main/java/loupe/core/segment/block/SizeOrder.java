package loupe.core.segment.block;

import java.util.Arrays;
import loupe.core.work.JobContext;

/// The order of sizes, the greatest first. Noise has tens of millions of small parts: small sizes are counted, only large ones sorted.
final class SizeOrder {
    private static final int SMALL = 256;

    private SizeOrder() {}

    /// Indices of the sizes above 0, of equal ones the first first; sizes beyond 2^31 count as equal.
    static int[] largestFirst(long[] sizes, JobContext job) {
        int[] ofSize = new int[SMALL];
        int large = 0;
        int all = 0;
        for (long size : sizes) {
            if (size > 0) {
                all++;
                large += size >= SMALL ? 1 : 0;
                ofSize[(int) Math.min(SMALL - 1, size)] += size < SMALL ? 1 : 0;
            }
        }
        job.checkCancelled();
        int[] next = new int[SMALL];
        int at = large;
        for (int size = SMALL - 1; size > 0; size--) {
            next[size] = at;
            at += ofSize[size];
        }
        int[] out = new int[all];
        long[] keys = new long[large];
        int n = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] >= SMALL) {
                keys[n++] = Integer.MAX_VALUE - Math.min(sizes[i], Integer.MAX_VALUE) << 32 | i;
            } else if (sizes[i] > 0) {
                out[next[(int) sizes[i]]++] = i;
            }
        }
        Arrays.sort(keys);
        for (int i = 0; i < large; i++) {
            out[i] = (int) keys[i];
        }
        return out;
    }
}
