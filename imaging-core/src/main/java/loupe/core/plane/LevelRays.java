package loupe.core.plane;

import java.util.Arrays;
import java.util.OptionalInt;
import loupe.core.image.Sampler;
import loupe.core.work.JobContext;

/// Rays of which each row of pixels stays in one layer of voxels, as when a stack of axial slices is turned about the patient's length:
/// which tiles of a layer the rays pass is known once for all rows, and what each tile holds once for all turns.
///
/// Gives what [RayProjector] does along any rays. For one picture.
final class LevelRays {
    private static final int EDGE = LayerTiles.EDGE;
    /// By how much rays may leave their layer and rows lie apart, over the whole picture, in voxels.
    private static final double LEVEL = 1e-6;

    private final LayerTiles tiles;
    private final Sampler sampler;
    private final Rays rays;
    private final RayProjector.Request request;
    private final int axis;
    private final double sign;
    private final Passed[] passed;
    private final ThreadLocal<float[]> promises;

    /// What the rays of one column of pixels pass in every layer.
    ///
    /// @param x index of sample 0 along the layer's rows
    /// @param y index of sample 0 along the layer's columns
    /// @param tiles tiles in the ray's order
    /// @param first the first sample in each
    /// @param end one more than the last sample in each
    private record Passed(double x, double y, int[] tiles, int[] first, int[] end) {}

    /// @param tiles of the volume's layers along an axis of [#axis], for the greatest or least values as the request asks
    /// @param sampler between voxels, or of the nearest for a preview
    LevelRays(LayerTiles tiles, int axis, Sampler sampler, Rays rays, RayProjector.Request request) {
        this.tiles = tiles;
        this.sampler = sampler;
        this.rays = rays;
        this.request = request;
        this.axis = axis;
        this.sign = request.slab().projection() == Slab.Projection.MAXIMUM ? 1 : -1;
        this.passed = new Passed[Math.ceilDiv(request.raster().columns(), request.step())];
        this.promises = ThreadLocal.withInitial(() -> new float[tiles.across() * tiles.down()]);
        BlockWalk walk = new BlockWalk(EDGE, tiles.across(), tiles.down(), 1);
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
            double layer = Math.clamp(at, 0, tiles.count() - 1.0);
            float[] promise = meets ? promise(layer) : new float[0];
            for (int c = 0; c < raster.columns(); c += step) {
                double v = meets ? most(passed[c / step], promise, layer) : Double.NEGATIVE_INFINITY;
                int from = row * raster.columns() + c;
                float shown = Double.isInfinite(v) ? request.outside() : (float) (sign * v);
                Arrays.fill(into, from, from + Math.min(step, raster.columns() - c), shown);
            }
            CoarseRows.repeat(into, row, step, raster);
        });
    }

    /// The most in each tile of a layer, or of the two it lies between.
    private float[] promise(double layer) {
        int near = (int) layer;
        float[] a = tiles.of(near);
        if (near == layer) {
            return a;
        }
        float[] b = tiles.of(near + 1);
        float[] out = promises.get();
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(a[i], b[i]);
        }
        return out;
    }

    /// The most on a ray, the tile that promises most first; negative infinity where it meets no voxel.
    private double most(Passed ray, float[] promise, double layer) {
        int first = 0;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < ray.tiles.length; i++) {
            float p = promise[ray.tiles[i]];
            if (p > greatest) {
                greatest = p;
                first = i;
            }
        }
        double best = ray.tiles.length == 0 ? Double.NEGATIVE_INFINITY : within(ray, first, layer, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < ray.tiles.length; i++) {
            if (promise[ray.tiles[i]] > best && i != first) {
                best = within(ray, i, layer, best);
            }
        }
        return best;
    }

    private double within(Passed ray, int tile, double layer, double before) {
        double best = before;
        for (int k = ray.first[tile]; k < ray.end[tile]; k++) {
            double x = ray.x + k * rays.along()[0];
            double y = ray.y + k * rays.along()[3 - axis];
            double v = sign * (axis == 2 ? sampler.at(x, y, layer) : sampler.at(x, layer, y));
            best = v > best && v < Double.POSITIVE_INFINITY ? v : best;
        }
        return best;
    }
}
