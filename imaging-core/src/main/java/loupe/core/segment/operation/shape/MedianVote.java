package loupe.core.segment.operation.shape;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// Each voxel as most of those in the box about it are; where they are as many, as it was. At the grid's end only voxels of the grid
/// count.
final class MedianVote {
    private static final int CHUNK = 16;

    private final Mask mask;
    private final Kernel kernel;
    private final VoxelBox box;

    MedianVote(Mask mask, Kernel kernel, VoxelBox ofMask) {
        this.mask = mask;
        this.kernel = kernel;
        this.box = ofMask.widened(kernel.columns(), kernel.rows(), kernel.slices(), mask.grid());
    }

    Mask voxels(JobContext job) {
        Mask.Builder out = Mask.builder(mask.grid());
        int last = box.last().slice();
        Map<Integer, int[]> counts = new ConcurrentHashMap<>();
        for (int from = box.first().slice(); from <= last; from += CHUNK) {
            int to = Math.min(last, from + CHUNK - 1);
            int oldest = from - kernel.slices();
            counts.keySet().removeIf(s -> s < oldest);
            int first = Math.max(box.first().slice(), oldest);
            int end = Math.min(last, to + kernel.slices());
            SharedLoop.quietly(first, end, job, s -> counts.computeIfAbsent(s, this::flatCounts));
            SharedLoop.quietly(from, to, job, s -> slice(s, counts, out));
            job.progress(to - box.first().slice() + 1L, box.slices(), "slices");
        }
        return out.build();
    }

    /// How many are in, within the kernel's columns and rows.
    private int[] flatCounts(int slice) {
        int wide = box.columns();
        int high = box.rows();
        byte[] bytes = new byte[wide * high];
        SliceBytes.read(mask, box, slice, bytes);
        int[] along = new int[bytes.length];
        for (int r = 0; r < high; r++) {
            slide(wide, kernel.columns(), r * wide, 1, bytes, along);
        }
        int[] out = new int[bytes.length];
        slideRows(wide, high, along, out);
        return out;
    }

    private static void slide(int n, int half, int at, int step, byte[] from, int[] into) {
        int sum = 0;
        for (int i = -half; i < n; i++) {
            sum += i + half < n ? from[at + (i + half) * step] : 0;
            sum -= i - half > 0 ? from[at + (i - half - 1) * step] : 0;
            if (i >= 0) {
                into[at + i * step] = sum;
            }
        }
    }

    private void slideRows(int wide, int high, int[] from, int[] into) {
        int[] sum = new int[wide];
        int half = kernel.rows();
        for (int r = -half; r < high; r++) {
            for (int c = 0; c < wide; c++) {
                sum[c] += r + half < high ? from[(r + half) * wide + c] : 0;
                sum[c] -= r - half > 0 ? from[(r - half - 1) * wide + c] : 0;
                if (r >= 0) {
                    into[r * wide + c] = sum[c];
                }
            }
        }
    }

    private void slice(int s, Map<Integer, int[]> counts, Mask.Builder out) {
        int[] sum = new int[box.columns() * box.rows()];
        for (int t = s - kernel.slices(); t <= s + kernel.slices(); t++) {
            int[] more = counts.getOrDefault(t, new int[0]);
            for (int i = 0; i < more.length; i++) {
                sum[i] += more[i];
            }
        }
        byte[] bytes = new byte[sum.length];
        SliceBytes.read(mask, box, s, bytes);
        int deep = within(s, kernel.slices(), mask.grid().slices());
        for (int r = 0, i = 0; r < box.rows(); r++) {
            int rows = deep * within(r + box.first().row(), kernel.rows(), mask.grid().rows());
            for (int c = 0; c < box.columns(); c++, i++) {
                int all = rows * within(c + box.first().column(), kernel.columns(), mask.grid().columns());
                bytes[i] = 2 * sum[i] == all ? bytes[i] : (byte) (2 * sum[i] > all ? 1 : 0);
            }
        }
        SliceBytes.write(bytes, box, s, out);
    }

    /// Voxels of the grid within a half width of an index.
    private static int within(int at, int half, int size) {
        return Math.min(size - 1, at + half) - Math.max(0, at - half) + 1;
    }
}
