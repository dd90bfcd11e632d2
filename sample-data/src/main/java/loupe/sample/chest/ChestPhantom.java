package loupe.sample.chest;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// A chest CT that never was of anybody: drawn from a seed, with its truth.
///
/// Axial, LPS, slices from the feet to the head; values are HU.
public final class ChestPhantom {
    private static final int STEPS = 5;

    private final VoxelGrid grid;
    private final short[] hu;
    private final ChestTruth truth;

    private ChestPhantom(VoxelGrid grid, short[] hu, ChestTruth truth) {
        this.grid = grid;
        this.hu = hu;
        this.truth = truth;
    }

    /// Draws one. The same seed and settings give the same phantom.
    public static ChestPhantom generate(long seed, PhantomSettings settings) {
        return generate(seed, settings, JobContext.unattended());
    }

    /// Draws one as a job.
    ///
    /// @throws loupe.core.work.CancelledException if cancelled
    public static ChestPhantom generate(long seed, PhantomSettings settings, JobContext job) {
        RandomGenerator random = new SplittableRandom(seed);
        Canvas canvas = new Canvas(settings, job);
        Anatomy body = Anatomy.random(random);
        job.progress(0, STEPS, "steps");
        new Thorax(canvas, body, random).draw();
        job.progress(1, STEPS, "steps");
        Skeleton skeleton = new Skeleton(canvas, body, random);
        skeleton.draw();
        job.progress(2, STEPS, "steps");
        LungTrees trees = new LungTrees(canvas, body, random);
        trees.draw(lungVoxels(canvas), skeleton);
        job.progress(3, STEPS, "steps");
        List<String> findings = new Disease(canvas, body, random).draw(lungVoxels(canvas));
        Nodules nodules = new Nodules(canvas, random);
        nodules.draw(random.nextDouble() < 0.1 ? 0 : random.nextInt(1, 11), lungVoxels(canvas), trees.vesselPoints());
        job.progress(4, STEPS, "steps");
        VoxelGrid grid = canvas.grid("2.25." + Math.abs(seed * 7919 + 13));
        ChestTruth truth = new ChestTruth(
                mask(grid, i -> canvas.kind[i] == Canvas.LUNG || canvas.kind[i] == Canvas.CONSOLIDATED),
                mask(grid, nodules.voxels()),
                nodules.placed(),
                tissues(canvas, body),
                findings);
        return new ChestPhantom(grid, new Scanner(canvas, random).scan(), truth);
    }

    private static int[] lungVoxels(Canvas canvas) {
        return IntStream.range(0, canvas.kind.length)
                .filter(i -> canvas.kind[i] == Canvas.LUNG)
                .toArray();
    }

    private static Map<String, Double> tissues(Canvas canvas, Anatomy body) {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("air", -1000.0);
        all.put("fat", -105.0);
        all.put("blood", body.bloodHu());
        all.put("liver", body.liverHu());
        IntStream.range(0, canvas.kind.length)
                .filter(i -> canvas.kind[i] == Canvas.LUNG)
                .mapToDouble(i -> canvas.hu[i])
                .average()
                .ifPresent(mean -> all.put("lung", mean));
        return all;
    }

    private static Mask mask(VoxelGrid grid, BitSet voxels) {
        return mask(grid, voxels::get);
    }

    private static Mask mask(VoxelGrid grid, java.util.function.IntPredicate in) {
        Mask.Builder mask = Mask.builder(grid);
        int plane = grid.voxelsPerSlice();
        for (int s = 0; s < grid.slices(); s++) {
            for (int i = 0; i < plane; i++) {
                if (in.test(s * plane + i)) {
                    mask.add(s, i);
                }
            }
        }
        return mask.build();
    }

    /// Where the voxels lie.
    public VoxelGrid grid() {
        return grid;
    }

    /// HU of one slice, row by row (a copy).
    public short[] slice(int slice) {
        int plane = grid.voxelsPerSlice();
        return Arrays.copyOfRange(hu, slice * plane, (slice + 1) * plane);
    }

    /// The phantom as a volume of its own, to be closed by the caller.
    public Volume volume() {
        Volume.Builder volume = Volume.builder(grid, Volume.SampleType.INT16, "HU");
        int plane = grid.voxelsPerSlice();
        for (int s = 0; s < grid.slices(); s++) {
            MemorySegment.copy(hu, s * plane, volume.sliceSamples(s), ValueLayout.JAVA_SHORT, 0, plane);
        }
        return volume.build();
    }

    /// What is known of it.
    public ChestTruth truth() {
        return truth;
    }
}
