package loupe.inference.task;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.inference.card.TileSpec;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// Runs a net tile by tile over a prepared field and blends the answers where tiles overlap.
///
/// A tile's logits weigh most in its middle: a Gaussian whose standard deviation is an eighth of the tile's length (Isensee
/// et al., nnU-Net, Nature Methods 2021). Tiles go outermost axis first; slices no later tile touches are decided and
/// dropped, so that logits are held for one tile's thickness only. Beyond the field its edge is repeated. The result does
/// not depend on the number of threads.
final class SlidingWindow {
    private static final double LEAST_WEIGHT = 1e-6;

    private final OnnxSession session;
    private final TileSpec tiles;
    private final Lanes lanes;
    private final int highest;
    private final float[][] weights = new float[3][];

    /// @param highest highest class that must be there
    SlidingWindow(OnnxSession session, TileSpec tiles, int highest, Lanes lanes) {
        this.session = session;
        this.tiles = tiles;
        this.lanes = lanes;
        this.highest = highest;
        for (int a = 0; a < 3; a++) {
            weights[a] = gaussian(tiles.size().get(a));
        }
    }

    private static float[] gaussian(int length) {
        float[] w = new float[length];
        double sigma = length / 8.0;
        for (int i = 0; i < length; i++) {
            double d = (i - (length - 1) / 2.0) / sigma;
            w[i] = (float) Math.max(LEAST_WEIGHT, Math.exp(-d * d / 2));
        }
        return w;
    }

    /// The winning class of each voxel of the field.
    ///
    /// @throws ModelException if the model fails or its answer does not have the tile's shape
    ClassMap run(Field field) throws ModelException {
        VoxelGrid g = field.grid();
        int[][] starts = {tiles.starts(0, g.slices()), tiles.starts(1, g.rows()), tiles.starts(2, g.columns())};
        List<ClassMap> decided = new ArrayList<>();
        Blend blend = new Blend(g.voxelsPerSlice());
        int total = starts[0].length * starts[1].length * starts[2].length;
        int done = 0;
        for (int k = 0; k < starts[0].length; k++) {
            int first = starts[0][k];
            for (int row : starts[1]) {
                for (int column : starts[2]) {
                    lanes.job().progress(done++, total, "tiles");
                    tile(field, new int[] {first, row, column}, blend);
                }
            }
            int next = k + 1 < starts[0].length ? starts[0][k + 1] : g.slices();
            decided.add(blend.decided(next - first, first));
        }
        lanes.job().progress(total, total, "tiles");
        return ClassMap.joined(decided);
    }

    private void tile(Field field, int[] at, Blend blend) throws ModelException {
        int depth = tiles.size().get(0);
        int height = tiles.size().get(1);
        int width = tiles.size().get(2);
        FloatTensor in = FloatTensor.direct(1, 1, depth, height, width);
        VoxelGrid g = field.grid();
        FloatBuffer to = in.values();
        int position = 0;
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                int line = (Math.min(at[0] + z, g.slices() - 1) * g.rows() + Math.min(at[1] + y, g.rows() - 1)) * g.columns();
                int inside = Math.min(width, g.columns() - at[2]);
                to.put(position, field.values(), line + at[2], inside);
                for (int x = inside; x < width; x++) {
                    to.put(position + x, field.values()[line + g.columns() - 1]);
                }
                position += width;
            }
        }
        FloatTensor out = session.run(in, lanes.job());
        long[] shape = out.shape();
        if (shape.length != 5 || shape[0] != 1 || shape[1] <= highest || shape[1] > 127
                || shape[2] != depth || shape[3] != height || shape[4] != width) {
            throw new ModelException("the model's output does not have the tile's shape and the classes its card names");
        }
        blend.add(out, at, g);
    }

    /// Weighted logits of as many slices as a tile is thick; the first one is the field's slice `base`.
    private final class Blend {
        private final int plane;
        private float[][] sums = new float[0][];
        private final float[] weight;
        private int base;

        Blend(int plane) {
            this.plane = plane;
            this.weight = new float[Math.multiplyExact(plane, tiles.size().getFirst())];
        }

        void add(FloatTensor logits, int[] at, VoxelGrid g) {
            if (sums.length == 0) {
                sums = new float[logits.length(1)][weight.length];
            }
            base = at[0];
            int voxels = tiles.size().get(0) * tiles.size().get(1) * tiles.size().get(2);
            lanes.each(sums.length + 1, k -> {
                if (k == sums.length) {
                    each(at, g, (to, from, w) -> weight[to] += w);
                } else {
                    float[] tile = new float[voxels];
                    logits.values().get(k * voxels, tile);
                    float[] sum = sums[k];
                    each(at, g, (to, from, w) -> sum[to] += w * tile[from]);
                }
            });
        }

        private void each(int[] at, VoxelGrid g, Voxel voxel) {
            int depth = Math.min(tiles.size().get(0), g.slices() - at[0]);
            int height = Math.min(tiles.size().get(1), g.rows() - at[1]);
            int width = Math.min(tiles.size().get(2), g.columns() - at[2]);
            for (int z = 0; z < depth; z++) {
                for (int y = 0; y < height; y++) {
                    int to = z * plane + (at[1] + y) * g.columns() + at[2];
                    int from = (z * tiles.size().get(1) + y) * tiles.size().get(2);
                    float w = weights[0][z] * weights[1][y];
                    for (int x = 0; x < width; x++) {
                        voxel.at(to + x, from + x, w * weights[2][x]);
                    }
                }
            }
        }

        /// Decides the first slices and makes room for as many new ones.
        ClassMap decided(int slices, int first) throws ModelException {
            if (base != first) {
                throw new IllegalStateException("tiles must go slice by slice");
            }
            int count = slices * plane;
            FloatTensor logits = FloatTensor.direct(1, sums.length, slices, 1, plane);
            for (int k = 0; k < sums.length; k++) {
                float[] sum = sums[k];
                for (int i = 0; i < count; i++) {
                    sum[i] /= weight[i];
                }
                logits.values().put(k * count, sum, 0, count);
                shift(sum, count);
            }
            shift(weight, count);
            return ClassMap.of(logits, count, highest, lanes);
        }

        private static void shift(float[] values, int by) {
            System.arraycopy(values, by, values, 0, values.length - by);
            Arrays.fill(values, values.length - by, values.length, 0);
        }
    }

    @FunctionalInterface
    private interface Voxel {
        void at(int to, int from, float weight);
    }
}
