package loupe.core.plane;

import java.util.Arrays;
import java.util.OptionalInt;
import loupe.core.image.Sampler;
import loupe.core.work.JobContext;

/// Rays of which each row of pixels stays in one layer of voxels, as when a stack of axial slices is turned about the patient's length:
/// which tiles of a layer the rays pass is known once for all rows. For a preview what each tile holds is known once for all turns; else the
/// layer between two is made for the row, whose tiles promise less than both.
///
/// Gives what [RayProjector] does along any rays, but for the rounding of single precision. For one picture.
final class LevelRays {
    /// Voxels along a tile's edge where all pixels are drawn.
    private static final int EDGE = 4;
    /// The same for a preview, whose tiles are kept.
    static final int KEPT_EDGE = 8;
    /// By how much rays may leave their layer and rows lie apart, over the whole picture, in voxels.
    private static final double LEVEL = 1e-6;

    private final LayerTiles tiles;
    private final Sampler sampler;
    private final Rays rays;
    private final RayProjector.Request request;
    private final int axis;
    private final float sign;
    private final Passed[] passed;
    private final ThreadLocal<Row> rows;

    /// What the rays of one column of pixels pass in every layer.
    ///
    /// @param x index of sample 0 along the layer's rows
    /// @param y index of sample 0 along the layer's columns
    /// @param tiles tiles in the ray's order
    /// @param first the first sample in each
    /// @param end one more than the last sample in each
    private record Passed(double x, double y, int[] tiles, int[] first, int[] end) {}

    /// @param tiles of the volume's layers along an axis of [#axis], for the greatest or least values as the request asks
    /// @param sampler of the nearest voxels, for a preview
    LevelRays(LayerTiles tiles, int axis, Sampler sampler, Rays rays, RayProjector.Request request) {
        this.tiles = tiles;
        this.sampler = sampler;
        this.rays = rays;
        this.request = request;
        this.axis = axis;
        this.sign = request.slab().projection() == Slab.Projection.MAXIMUM ? 1 : -1;
        this.passed = new Passed[Math.ceilDiv(request.raster().columns(), request.step())];
        this.rows = ThreadLocal.withInitial(() -> request.step() > 1 ? new NearestRow() : new BetweenRow());
        int edge = request.step() > 1 ? KEPT_EDGE : EDGE;
        BlockWalk walk = new BlockWalk(edge, Math.ceilDiv(tiles.width(), edge), Math.ceilDiv(tiles.height(), edge), 1);
        for (int i = 0; i < passed.length; i++) {
            passed[i] = passed(i * request.step(), walk);
        }
    }

    /// The axis whose layers the request's rays stay in: 2 for slices, 1 for rows of all slices; empty where there is none.
    static OptionalInt axis(Rays rays, RayProjector.Request request) {
        for (int axis = 1; axis <= 2; axis++) {
            double apart = Math.abs(rays.along()[axis]) * rays.samples() + Math.abs(rays.across()[axis]) * request.raster().columns();
            for (int other = 0; other <= 2; other++) {
                apart += other == axis ? 0 : Math.abs(rays.down()[other]) * request.raster().rows();
            }
            if (apart < LEVEL) {
                return OptionalInt.of(axis);
            }
        }
        return OptionalInt.empty();
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
            boolean meets = at >= -Rays.EDGE && at <= tiles.count() - 1 + Rays.EDGE;
            Row look = rows.get();
            if (meets) {
                look.lieAt(Math.clamp(at, 0, tiles.count() - 1.0));
            }
            for (int c = 0; c < raster.columns(); c += step) {
                float v = meets ? look.most(passed[c / step]) : Float.NEGATIVE_INFINITY;
                int from = row * raster.columns() + c;
                Arrays.fill(into, from, from + Math.min(step, raster.columns() - c), Float.isInfinite(v) ? request.outside() : sign * v);
            }
            CoarseRows.repeat(into, row, step, raster);
        });
    }

    /// What one row of pixels after the other looks through, values turned about so that the most is looked for. For one thread.
    private abstract class Row {
        /// The most each tile can give.
        float[] promise = {};

        /// @param layer where, in voxels, from the first layer to the last
        abstract void lieAt(double layer);

        /// The most on the part of a ray that lies in one of its tiles, and not less than what was found before.
        abstract float within(Passed ray, int tile, float before);

        /// The most on a ray, the tile that promises most first; negative infinity where it meets no voxel.
        float most(Passed ray) {
            int first = 0;
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < ray.tiles.length; i++) {
                float p = promise[ray.tiles[i]];
                if (p > greatest) {
                    greatest = p;
                    first = i;
                }
            }
            float best = ray.tiles.length == 0 ? Float.NEGATIVE_INFINITY : within(ray, first, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < ray.tiles.length; i++) {
                if (promise[ray.tiles[i]] > best && i != first) {
                    best = within(ray, i, best);
                }
            }
            return best;
        }
    }

    /// The layer next to the row, in its own voxels.
    private final class NearestRow extends Row {
        private int layer;

        @Override
        void lieAt(double at) {
            layer = (int) (at + 0.5);
            promise = tiles.of(layer);
        }

        @Override
        float within(Passed ray, int tile, float before) {
            float best = before;
            for (int k = ray.first[tile]; k < ray.end[tile]; k++) {
                double x = ray.x + k * rays.along()[0];
                double y = ray.y + k * rays.along()[3 - axis];
                float v = sign * (float) (axis == 2 ? sampler.at(x, y, layer) : sampler.at(x, layer, y));
                best = v > best && v < Float.POSITIVE_INFINITY ? v : best;
            }
            return best;
        }
    }

    /// The layer the row lies in, between two in proportion.
    private final class BetweenRow extends Row {
        private final int width = tiles.width();
        private final int height = tiles.height();
        private final float[][] kept = {new float[width * height], new float[width * height]};
        private final int[] keptAt = {-1, -1};
        private final float[] between = new float[width * height];
        private final int across = Math.ceilDiv(width, EDGE);
        private final LayerTiles.Measuring measuring = new LayerTiles.Measuring(EDGE, width, height);
        private float[] values = between;

        BetweenRow() {
            promise = new float[across * Math.ceilDiv(height, EDGE)];
        }

        @Override
        void lieAt(double at) {
            int near = (int) at;
            float far = (float) (at - near);
            values = layer(near, near + 1);
            if (far != 0) {
                float[] a = values;
                float[] b = layer(near + 1, near);
                for (int i = 0; i < between.length; i++) {
                    between[i] = a[i] + (b[i] - a[i]) * far;
                }
                values = between;
            }
            measuring.run(values, promise);
        }

        /// Reads a layer, in place of the one kept that is not needed beside it.
        private float[] layer(int at, int beside) {
            int slot = keptAt[0] == at || keptAt[1] != at && keptAt[0] != beside ? 0 : 1;
            if (keptAt[slot] != at) {
                tiles.read(at, kept[slot]);
                keptAt[slot] = at;
            }
            return kept[slot];
        }

        @Override
        float within(Passed ray, int tile, float before) {
            int tx = ray.tiles[tile] % across;
            int ty = ray.tiles[tile] / across;
            boolean border = tx == 0 || ty == 0 || (tx + 1) * EDGE >= width - 1 || (ty + 1) * EDGE >= height - 1;
            float best = before;
            for (int k = ray.first[tile]; k < ray.end[tile]; k++) {
                double x = ray.x + k * rays.along()[0];
                double y = ray.y + k * rays.along()[3 - axis];
                float v = border ? held(x, y) : value(x, y, 1, width);
                best = v > best && v < Float.POSITIVE_INFINITY ? v : best;
            }
            return best;
        }

        /// The value at a place at the layer's border; held at the outermost voxels.
        private float held(double column, double row) {
            double x = Math.clamp(column, 0, width - 1.0);
            double y = Math.clamp(row, 0, height - 1.0);
            return value(x, y, x < width - 1 ? 1 : 0, y < height - 1 ? width : 0);
        }

        private float value(double column, double row, int right, int below) {
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
