package loupe.core.plane;

import java.util.Arrays;
import java.util.Optional;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Rays of which each row of pixels stays in one layer of voxels, as when a stack of axial slices is turned about the patient's length:
/// the layer is made once for the row, and what the rays pass is known once for all rows.
///
/// Gives what [RayProjector] does along any rays, but for the rounding of single precision. For one picture.
final class LevelRays {
    /// Voxels along a tile's edge.
    private static final int EDGE = 4;
    /// By how much rays may leave their layer and rows lie apart, over the whole picture, in voxels.
    private static final double LEVEL = 1e-6;

    private final Volume volume;
    private final Rays rays;
    private final RayProjector.Request request;
    private final int axis;
    private final int width;
    private final int height;
    private final float sign;
    private final Passed[] passed;
    private final ThreadLocal<Layer> layers;

    /// What the rays of one column of pixels pass in every layer.
    ///
    /// @param x index of sample 0 along the layer's rows
    /// @param y index of sample 0 along the layer's columns
    /// @param tiles tiles in the ray's order
    /// @param first the first sample in each
    /// @param end one more than the last sample in each
    private record Passed(double x, double y, int[] tiles, int[] first, int[] end) {}

    private LevelRays(Volume volume, Rays rays, RayProjector.Request request, int axis) {
        VoxelGrid g = volume.grid();
        this.volume = volume;
        this.rays = rays;
        this.request = request;
        this.axis = axis;
        this.width = g.columns();
        this.height = axis == 2 ? g.rows() : g.slices();
        this.sign = request.slab().projection() == Slab.Projection.MAXIMUM ? 1 : -1;
        this.passed = new Passed[Math.ceilDiv(request.raster().columns(), request.step())];
        this.layers = ThreadLocal.withInitial(Layer::new);
        BlockWalk walk = new BlockWalk(EDGE, Math.ceilDiv(width, EDGE), Math.ceilDiv(height, EDGE), 1);
        for (int i = 0; i < passed.length; i++) {
            passed[i] = passed(i * request.step(), walk);
        }
    }

    /// Such rays, where the request's rays are so; layers are slices, or rows of all slices.
    ///
    /// @param rays of the request through the volume
    static Optional<LevelRays> of(Volume volume, Rays rays, RayProjector.Request request) {
        for (int axis = 1; axis <= 2; axis++) {
            double apart = Math.abs(rays.along()[axis]) * rays.samples() + Math.abs(rays.across()[axis]) * request.raster().columns();
            for (int other = 0; other <= 2; other++) {
                apart += other == axis ? 0 : Math.abs(rays.down()[other]) * request.raster().rows();
            }
            if (apart < LEVEL) {
                return Optional.of(new LevelRays(volume, rays, request, axis));
            }
        }
        return Optional.empty();
    }

    private Passed passed(int column, BlockWalk walk) {
        double[] at = rays.start(column + CoarseRows.middle(column, request.step(), request.raster().columns()), 0);
        double[] flat = {at[0], at[3 - axis], 0};
        double[] along = {rays.along()[0], rays.along()[3 - axis], 0};
        at[axis] = 0;
        long[] within = rays.within(at);
        walk.along(flat, along, within[0], within[1]);
        int n = walk.count();
        Passed out = new Passed(flat[0], flat[1], new int[n], new int[n], new int[n]);
        for (int i = 0; i < n; i++) {
            out.tiles[i] = walk.block(i);
            out.first[i] = walk.first(i);
            out.end[i] = walk.end(i);
        }
        return out;
    }

    /// Fills pixels row by row, as [RayProjector#extremes] says.
    void extremes(float[] into, JobContext job) {
        Raster raster = request.raster();
        int step = request.step();
        CoarseRows.every(raster, step, job, row -> {
            double at = rays.start(0, row + CoarseRows.middle(row, step, raster.rows()))[axis];
            int last = (axis == 2 ? volume.grid().slices() : volume.grid().rows()) - 1;
            boolean meets = at >= -Rays.EDGE && at <= last + Rays.EDGE;
            Layer layer = layers.get();
            if (meets) {
                layer.lieAt(Math.clamp(at, 0, last));
            }
            for (int c = 0; c < raster.columns(); c += step) {
                float v = meets ? layer.most(passed[c / step]) : Float.NEGATIVE_INFINITY;
                int from = row * raster.columns() + c;
                Arrays.fill(into, from, from + Math.min(step, raster.columns() - c), Float.isInfinite(v) ? request.outside() : sign * v);
            }
            CoarseRows.repeat(into, row, step, raster);
        });
    }

    /// The layer one row of pixels after the other looks through, its values turned about so that the most is looked for. For one thread.
    private final class Layer {
        private final float[][] kept = {new float[width * height], new float[width * height]};
        private final int[] keptAt = {-1, -1};
        private final float[] between = new float[width * height];
        private final int across = Math.ceilDiv(width, EDGE);
        private final float[] greatest = new float[across * Math.ceilDiv(height, EDGE)];
        private final float[] most = new float[width];
        private final float[] line = new float[width];
        private float[] values = between;

        /// @param at where, in voxels; between whole numbers in proportion, for a preview the nearest
        void lieAt(double at) {
            int near = request.step() > 1 ? (int) (at + 0.5) : (int) at;
            float far = request.step() > 1 ? 0 : (float) (at - near);
            values = layer(near, near + 1);
            if (far != 0) {
                float[] a = values;
                float[] b = layer(near + 1, near);
                for (int i = 0; i < between.length; i++) {
                    between[i] = a[i] + (b[i] - a[i]) * far;
                }
                values = between;
            }
            for (int tile = 0; tile * EDGE < height; tile++) {
                measure(tile);
            }
        }

        /// Reads a layer, in place of the one kept that is not needed beside it.
        private float[] layer(int at, int beside) {
            int slot = keptAt[0] == at || keptAt[1] != at && keptAt[0] != beside ? 0 : 1;
            float[] out = kept[slot];
            if (keptAt[slot] != at) {
                if (axis == 2) {
                    volume.slice(at, out);
                } else {
                    volume.rowOfSlices(at, out);
                }
                for (int i = 0; sign < 0 && i < out.length; i++) {
                    out[i] = -out[i];
                }
                keptAt[slot] = at;
            }
            return out;
        }

        /// The most in each tile of a row of tiles, with the first voxels of the next, since values lie between them; infinite where
        /// one is no number.
        private void measure(int tile) {
            Arrays.fill(most, Float.NEGATIVE_INFINITY);
            for (int y = tile * EDGE; y <= Math.min(tile * EDGE + EDGE, height - 1); y++) {
                raise(values, y * width, width);
            }
            for (int by = 1; by < EDGE; by *= 2) {
                raise(most, by, width - by);
            }
            raise(most, 1, width - 1);
            for (int i = 0; i < across; i++) {
                float v = most[i * EDGE];
                greatest[tile * across + i] = Float.isNaN(v) ? Float.POSITIVE_INFINITY : v;
            }
        }

        /// Raises the most to other values. They are copied so that both sides of the loop have the same index: only then does the
        /// compiler take many at once.
        private void raise(float[] to, int from, int count) {
            if (count > 0) {
                System.arraycopy(to, from, line, 0, count);
            }
            for (int x = 0; x < count; x++) {
                most[x] = Math.max(most[x], line[x]);
            }
        }

        /// The most on a ray, the tile that promises most first; negative infinity where it meets no voxel.
        float most(Passed ray) {
            int[] tiles = ray.tiles;
            int first = 0;
            float promise = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < tiles.length; i++) {
                float p = greatest[tiles[i]];
                if (p > promise) {
                    promise = p;
                    first = i;
                }
            }
            float best = tiles.length == 0 ? Float.NEGATIVE_INFINITY : within(ray, first, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < tiles.length; i++) {
                if (greatest[tiles[i]] > best && i != first) {
                    best = within(ray, i, best);
                }
            }
            return best;
        }

        private float within(Passed ray, int tile, float before) {
            return request.step() > 1 ? nearest(ray, tile, before) : linear(ray, tile, before);
        }

        private float nearest(Passed ray, int tile, float before) {
            double dx = rays.along()[0];
            double dy = rays.along()[3 - axis];
            float best = before;
            for (int k = ray.first[tile]; k < ray.end[tile]; k++) {
                int x = Math.min((int) (ray.x + k * dx + 0.5), width - 1);
                int y = Math.min((int) (ray.y + k * dy + 0.5), height - 1);
                float v = values[y * width + x];
                best = v > best && v < Float.POSITIVE_INFINITY ? v : best;
            }
            return best;
        }

        private float linear(Passed ray, int tile, float before) {
            int tx = ray.tiles[tile] % across;
            int ty = ray.tiles[tile] / across;
            boolean border = tx == 0 || ty == 0 || (tx + 1) * EDGE >= width - 1 || (ty + 1) * EDGE >= height - 1;
            float best = before;
            for (int k = ray.first[tile]; k < ray.end[tile]; k++) {
                double x = ray.x + k * rays.along()[0];
                double y = ray.y + k * rays.along()[3 - axis];
                float v = border ? held(x, y) : between(x, y, 1, width);
                best = v > best && v < Float.POSITIVE_INFINITY ? v : best;
            }
            return best;
        }

        /// The value at a place at the layer's border; held at the outermost voxels.
        private float held(double column, double row) {
            double x = Math.clamp(column, 0, width - 1.0);
            double y = Math.clamp(row, 0, height - 1.0);
            return between(x, y, x < width - 1 ? 1 : 0, y < height - 1 ? width : 0);
        }

        private float between(double column, double row, int right, int below) {
            int x = (int) column;
            int y = (int) row;
            float fx = (float) (column - x);
            int at = y * width + x;
            float top = values[at] + (values[at + right] - values[at]) * fx;
            float bottom = values[at + below] + (values[at + below + right] - values[at + below]) * fx;
            return top + (bottom - top) * (float) (row - y);
        }
    }
}
