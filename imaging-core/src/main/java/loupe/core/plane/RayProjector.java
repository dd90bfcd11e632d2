package loupe.core.plane;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.image.Sampler;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Looks through a whole volume along parallel rays: the greatest or least value on each, or a lit surface ([VolumeShading]).
///
/// Blocks of voxels that cannot change a pixel are passed over; all pixels of a full picture are what [PlaneSampler] gives for the same
/// slab. What layers hold is measured once: one projector serves all turns of a volume, and keeps a float for every 64
/// voxels for each of the greatest and the least. Safe for any thread while the volume is open; afterwards IllegalStateException.
public final class RayProjector {
    private final Volume volume;
    private final BlockRange blocks;
    private final ThreadLocal<BlockWalk> walks;
    private final Map<Tiling, LayerTiles> tiles = new ConcurrentHashMap<>();

    /// @param blocks of the same volume
    public RayProjector(Volume volume, BlockRange blocks) {
        this.volume = volume;
        this.blocks = blocks;
        this.walks = ThreadLocal.withInitial(() -> BlockWalk.through(blocks));
    }

    /// Which layers are measured, for the greatest values or the least.
    private record Tiling(int axis, boolean greatest) {}

    /// How values along a ray become one, how finely they are read.
    ///
    /// @param slab the plane looked at and how deep; its projection must be MAXIMUM or MINIMUM
    /// @param raster the pixels
    /// @param step 1 for every pixel by trilinear interpolation; n for one ray for n x n pixels, with samples n times as far apart that
    ///     take the nearest voxel
    /// @param outside value of pixels whose ray meets no voxel
    public record Request(Slab slab, Raster raster, int step, float outside) {
        /// Checks the projection.
        public Request {
            if (slab.projection() == Slab.Projection.MEAN || step < 1 || step > 16) {
                throw new IllegalArgumentException("rays give a greatest or least value, at a step of 1 to 16");
            }
        }
    }

    /// Fills pixels row by row, rows shared over the common pool while the caller waits.
    ///
    /// @param into at least as long as the raster has pixels; values in the volume's unit
    /// @param job asked before every row whether to stop
    /// @throws loupe.core.work.CancelledException if so; some rows are filled then
    public void extremes(Request q, float[] into, JobContext job) {
        Rays rays = Rays.of(volume.grid(), q.slab, q.raster, q.step);
        OptionalInt level = LevelRays.axis(rays, q);
        if (level.isPresent()) {
            level(level.getAsInt(), rays, q).extremes(into, job);
        } else {
            anyhow(rays, q, into, job);
        }
    }

    private LevelRays level(int axis, Rays rays, Request q) {
        boolean greatest = q.slab.projection() == Slab.Projection.MAXIMUM;
        LayerTiles of = tiles.computeIfAbsent(new Tiling(axis, greatest), t -> new LayerTiles(volume, axis, greatest, LevelRays.KEPT_EDGE));
        return new LevelRays(of, axis, new Sampler(volume, Sampler.Interpolation.NEAREST), rays, q);
    }

    private void anyhow(Rays rays, Request q, float[] into, JobContext job) {
        Sampler sampler = sampler(q.step);
        boolean greatest = q.slab.projection() == Slab.Projection.MAXIMUM;
        CoarseRows.every(q.raster, q.step, job, row -> {
            for (int c = 0; c < q.raster.columns(); c += q.step) {
                double[] start = start(rays, c, row, q.step, q.raster);
                double v = extreme(sampler, rays, start, greatest);
                float shown = Double.isInfinite(v) ? q.outside : (float) v;
                for (int x = c; x < Math.min(c + q.step, q.raster.columns()); x++) {
                    into[row * q.raster.columns() + x] = shown;
                }
            }
            CoarseRows.repeat(into, row, q.step, q.raster);
        });
    }

    /// Fills pixels with a lit surface, opaque 0xFFRRGGBB; otherwise as [#extremes].
    public void shaded(VolumeShading shading, Slab slab, Raster raster, int step, int[] into, JobContext job) {
        Sampler sampler = sampler(step);
        Rays rays = Rays.of(volume.grid(), slab, raster, step);
        VolumeShading.Light light = new VolumeShading.Light(shading, rays, sampler, blocks);
        CoarseRows.every(raster, step, job, row -> {
            for (int c = 0; c < raster.columns(); c += step) {
                int rgb = light.ray(start(rays, c, row, step, raster), walks.get());
                for (int x = c; x < Math.min(c + step, raster.columns()); x++) {
                    into[row * raster.columns() + x] = rgb;
                }
            }
            CoarseRows.repeat(into, row, step, raster);
        });
    }

    private Sampler sampler(int step) {
        return new Sampler(volume, step == 1 ? Sampler.Interpolation.LINEAR : Sampler.Interpolation.NEAREST);
    }

    /// Where the ray begins that stands for a pixel and its neighbours.
    private static double[] start(Rays rays, int column, int row, int step, Raster raster) {
        return rays.start(
                column + CoarseRows.middle(column, step, raster.columns()), row + CoarseRows.middle(row, step, raster.rows()));
    }

    /// The block that promises most is looked through first, so that most others can be passed over. Infinite where no voxel is met.
    private double extreme(Sampler sampler, Rays rays, double[] start, boolean greatest) {
        long[] within = rays.within(start);
        double sign = greatest ? 1 : -1;
        BlockWalk walk = walks.get();
        walk.along(start, rays.along(), within[0], within[1]);
        if (walk.count() == 0) {
            return sign * Double.NEGATIVE_INFINITY;
        }
        int most = 0;
        for (int i = 1; i < walk.count(); i++) {
            most = promise(walk, i, greatest) > promise(walk, most, greatest) ? i : most;
        }
        double best = through(sampler, start, rays.along(), walk, most, sign, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < walk.count(); i++) {
            if (i != most && promise(walk, i, greatest) > best) {
                best = through(sampler, start, rays.along(), walk, i, sign, best);
            }
        }
        return sign * best;
    }

    /// The most a block can give, with its sign turned where the least is looked for.
    private double promise(BlockWalk walk, int i, boolean greatest) {
        return greatest ? blocks.greatest(walk.block(i)) : -blocks.least(walk.block(i));
    }

    private static double through(
            Sampler sampler, double[] start, double[] d, BlockWalk walk, int block, double sign, double before) {
        double best = before;
        for (int k = walk.first(block); k < walk.end(block); k++) {
            double v = sign * sampler.at(start[0] + k * d[0], start[1] + k * d[1], start[2] + k * d[2]);
            if (v > best) {
                best = v;
            }
        }
        return best;
    }
}
