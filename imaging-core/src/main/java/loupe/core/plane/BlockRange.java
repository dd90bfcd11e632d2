package loupe.core.plane;

import java.util.Arrays;
import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Least and greatest value in every block of 8 x 8 x 8 voxels of a volume, so that rays pass over what cannot matter to them.
///
/// A block's range holds for every value interpolated within it: it counts the first layer of its neighbours too. Voxels that are
/// no finite numbers are left out. Immutable; takes a 128th of a 16-bit volume's memory.
public final class BlockRange {
    /// Voxels along a block's edge.
    static final int EDGE = 8;

    private static final int SHIFT = 3;

    private final int across;
    private final int down;
    private final int deep;
    private final float[] least;
    private final float[] greatest;

    private BlockRange(VoxelGrid g) {
        across = Math.ceilDiv(g.columns(), EDGE);
        down = Math.ceilDiv(g.rows(), EDGE);
        deep = Math.ceilDiv(g.slices(), EDGE);
        least = new float[Math.multiplyExact(Math.multiplyExact(across, down), deep)];
        greatest = new float[least.length];
    }

    /// Reads a whole volume, layers of blocks shared over the common pool while the caller waits.
    ///
    /// @param job asked before every layer whether to stop
    /// @throws loupe.core.work.CancelledException if so
    public static BlockRange of(Volume volume, JobContext job) {
        BlockRange out = new BlockRange(volume.grid());
        IntStream.range(0, out.deep).parallel().forEach(z -> {
            job.checkCancelled();
            out.fill(volume, z);
        });
        return out;
    }

    private void fill(Volume volume, int z) {
        VoxelGrid g = volume.grid();
        int from = z * across * down;
        Arrays.fill(least, from, from + across * down, Float.POSITIVE_INFINITY);
        Arrays.fill(greatest, from, from + across * down, Float.NEGATIVE_INFINITY);
        float[] slice = new float[g.voxelsPerSlice()];
        for (int s = z * EDGE; s <= Math.min(z * EDGE + EDGE, g.slices() - 1); s++) {
            volume.slice(s, slice);
            for (int row = 0; row < g.rows(); row++) {
                row(slice, row * g.columns(), g.columns(), from + (row >> SHIFT) * across);
                if (row > 0 && (row & EDGE - 1) == 0) {
                    row(slice, row * g.columns(), g.columns(), from + ((row >> SHIFT) - 1) * across);
                }
            }
        }
    }

    /// Adds a row of voxels to a row of blocks.
    private void row(float[] values, int base, int columns, int block) {
        for (int b = 0; b < across; b++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int c = b * EDGE; c <= Math.min(b * EDGE + EDGE, columns - 1); c++) {
                float v = values[base + c];
                if (Float.isFinite(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
            least[block + b] = Math.min(least[block + b], low);
            greatest[block + b] = Math.max(greatest[block + b], high);
        }
    }

    int across() {
        return across;
    }

    int down() {
        return down;
    }

    int deep() {
        return deep;
    }

    float least(int block) {
        return least[block];
    }

    float greatest(int block) {
        return greatest[block];
    }

    /// Least value of the whole volume; infinite where there is none.
    public double least() {
        double out = Double.POSITIVE_INFINITY;
        for (float v : least) {
            out = Math.min(out, v);
        }
        return out;
    }

    /// Greatest value of the whole volume.
    public double greatest() {
        double out = Double.NEGATIVE_INFINITY;
        for (float v : greatest) {
            out = Math.max(out, v);
        }
        return out;
    }

    /// The value that parts dark from bright best: the greatest variance between the two (Otsu 1979), over the middles of the blocks'
    /// ranges in 256 steps.
    public double threshold() {
        double low = least();
        double width = (greatest() - low) / 256;
        if (!(width > 0)) {
            return low;
        }
        long[] counts = new long[256];
        for (int i = 0; i < least.length; i++) {
            if (least[i] <= greatest[i]) {
                counts[(int) Math.clamp(((double) least[i] + greatest[i] - 2 * low) / (2 * width), 0, 255)]++;
            }
        }
        return low + (otsu(counts) + 1) * width;
    }

    /// The last step that belongs to the dark ones.
    private static int otsu(long[] counts) {
        double all = 0;
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            all += counts[i];
            sum += (double) i * counts[i];
        }
        int best = 0;
        double most = -1;
        double below = 0;
        double sumBelow = 0;
        for (int i = 0; i < counts.length - 1; i++) {
            below += counts[i];
            sumBelow += (double) i * counts[i];
            if (below == 0 || below == all) {
                continue;
            }
            double apart = sumBelow / below - (sum - sumBelow) / (all - below);
            double between = below * (all - below) * apart * apart;
            if (between > most) {
                most = between;
                best = i;
            }
        }
        return best;
    }
}
