package loupe.core.segment.operation.shape;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// A mask blurred by a Gaussian of one width in millimetres along the axes of its grid, cut at four widths; slices are asked for in
/// rising order. At the grid's end the weights of its voxels make up the whole.
final class Blur {
    private final Mask mask;
    private final VoxelBox box;
    private final float[] columns;
    private final float[] rows;
    private final float[] slices;
    private final Map<Integer, float[]> flat = new ConcurrentHashMap<>();

    /// @param box where values are asked for
    Blur(Mask mask, VoxelBox box, double sigmaMm) {
        this.mask = mask;
        this.box = box;
        this.columns = weights(sigmaMm / mask.grid().columnMm());
        this.rows = weights(sigmaMm / mask.grid().rowMm());
        this.slices = weights(sigmaMm / mask.grid().sliceMm());
    }

    /// From the middle outward, adding up to 1 over both sides.
    private static float[] weights(double sigma) {
        float[] out = new float[(int) Math.ceil(4 * sigma) + 1];
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            double w = sigma > 0 ? Math.exp(-0.5 * i * i / (sigma * sigma)) : 1;
            out[i] = (float) w;
            sum += i == 0 ? w : 2 * w;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= (float) sum;
        }
        return out;
    }

    /// Blurs within the slices that slices of a range need, and forgets those before.
    void prepare(int from, int to, JobContext job) {
        int half = slices.length - 1;
        flat.keySet().removeIf(s -> s < from - half);
        int last = mask.grid().slices() - 1;
        SharedLoop.quietly(Math.max(0, from - half), Math.min(last, to + half), job, s -> {
            if (!mask.isEmpty(s)) {
                flat.computeIfAbsent(s, this::flat);
            }
        });
    }

    private float[] flat(int slice) {
        byte[] bytes = new byte[box.columns() * box.rows()];
        if (!SliceBytes.read(mask, box, slice, bytes)) {
            return new float[0];
        }
        float[] along = new float[bytes.length];
        for (int i = 0; i < along.length; i++) {
            along[i] = bytes[i];
        }
        float[] across = new float[bytes.length];
        int wide = box.columns();
        for (int k = 1 - columns.length; k < columns.length; k++) {
            float w = columns[Math.abs(k)];
            int from = Math.max(0, -k);
            int to = Math.min(wide, wide - k);
            for (int r = 0; r < box.rows(); r++) {
                for (int i = r * wide + from; i < r * wide + to; i++) {
                    across[i] += w * along[i + k];
                }
            }
        }
        float[] out = new float[bytes.length];
        for (int k = 1 - rows.length; k < rows.length; k++) {
            float w = rows[Math.abs(k)];
            int from = Math.max(0, -k) * wide;
            int to = Math.min(box.rows(), box.rows() - k) * wide;
            for (int i = from; i < to; i++) {
                out[i] += w * across[i + k * wide];
            }
        }
        return out;
    }

    /// Values on a slice of the box, 0 to 1.
    float[] slice(int slice) {
        float[] out = new float[box.columns() * box.rows()];
        for (int k = 1 - slices.length; k < slices.length; k++) {
            float w = slices[Math.abs(k)];
            float[] there = flat.getOrDefault(slice + k, new float[0]);
            for (int i = 0; i < there.length; i++) {
                out[i] += w * there[i];
            }
        }
        double deep = share(slices, slice, mask.grid().slices());
        for (int r = 0, i = 0; r < box.rows(); r++) {
            double row = deep * share(rows, r + box.first().row(), mask.grid().rows());
            for (int c = 0; c < box.columns(); c++, i++) {
                out[i] /= (float) (row * share(columns, c + box.first().column(), mask.grid().columns()));
            }
        }
        return out;
    }

    /// The weights of the voxels the grid has about an index.
    private static double share(float[] weights, int at, int size) {
        int half = weights.length - 1;
        if (at >= half && at < size - half) {
            return 1;
        }
        double sum = 0;
        for (int k = -half; k <= half; k++) {
            sum += at + k >= 0 && at + k < size ? weights[Math.abs(k)] : 0;
        }
        return sum;
    }
}
