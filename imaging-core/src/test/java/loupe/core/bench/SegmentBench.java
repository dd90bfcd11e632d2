package loupe.core.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.between.FillBetween;
import loupe.core.segment.operation.doubt.Differences;
import loupe.core.segment.operation.fill.BrushRange;
import loupe.core.segment.operation.fill.Flood;
import loupe.core.segment.operation.fill.FloodGate;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.fill.Threshold;
import loupe.core.segment.operation.fill.ThresholdBrush;
import loupe.core.segment.operation.fill.ThresholdMethod;
import loupe.core.segment.operation.fill.ValueHistogram;
import loupe.core.segment.operation.grow.GrowFromSeeds;
import loupe.core.segment.operation.outline.EdgeCosts;
import loupe.core.segment.operation.outline.GrayPicture;
import loupe.core.segment.operation.outline.LevelTrace;
import loupe.core.segment.operation.outline.Livewire;
import loupe.core.segment.operation.shape.JointSmoothing;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.operation.shape.Shell;
import loupe.core.segment.operation.shape.Smoothing;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;

/// Times every correction on 20 segments of 512 x 512 x 1000 voxels of 0.7 x 0.7 x 0.7 mm: `SegmentBench ROUNDS`. Prints the least
/// time, and what all processors worked and all threads allocated in that round.
public final class SegmentBench {
    private static final JobContext JOB = JobContext.unattended();
    private static final VoxelGrid GRID = VoxelGrid.axial(512, 512, 1000, new PatientPoint(0, 0, 0), 0.7, 0.7, "");
    private static final PatientPoint MIDDLE = GRID.toPatient(256, 256, 500);

    private final int rounds;
    private final Map<Integer, Mask> segments = new HashMap<>();
    private final VoxelField image;

    private SegmentBench(int rounds, VoxelField image) {
        this.rounds = rounds;
        this.image = image;
    }

    /// @param a rounds
    public static void main(String[] a) {
        try (Volume v = volume()) {
            SegmentBench bench = new SegmentBench(Integer.parseInt(a[0]), VoxelField.of(v));
            bench.segments();
            bench.strokes();
            bench.scissors();
            bench.shapes();
            bench.values();
            bench.between();
            bench.outlines();
        }
    }

    /// Balls of 60 HU in fat, noise of 20.
    private static Volume volume() {
        Volume.Builder b = Volume.builder(GRID, Volume.SampleType.INT16, "HU");
        IntStream.range(0, GRID.slices()).parallel().forEach(s -> {
            SplittableRandom random = new SplittableRandom(s);
            MemorySegment into = b.sliceSamples(s);
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                double d = Math.hypot(Math.hypot(i % 512 - 256, i / 512 - 256), s - 500);
                int value = (d < 86 ? 60 : -100) + random.nextInt(-20, 21);
                into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) value);
            }
        });
        return b.build();
    }

    /// One ball of 60 mm in the middle, 19 of 35 mm about it.
    private void segments() {
        segments.put(1, new EditRegion.BallStroke(List.of(MIDDLE), 60).voxels(GRID));
        for (int n = 2; n <= 20; n++) {
            double turn = n * 2.4;
            PatientVector way = new PatientVector(100 * Math.cos(turn), 100 * Math.sin(turn), (n - 11) * 30);
            Mask ball = new EditRegion.BallStroke(List.of(MIDDLE.plus(way)), 35).voxels(GRID);
            for (Mask other : segments.values()) {
                ball = ball.andNot(other);
            }
            segments.put(n, ball);
        }
        System.out.printf(Locale.ROOT, "segment 1 has %d voxels, all have %d%n", segments.get(1).count(),
                segments.values().stream().mapToLong(Mask::count).sum());
    }

    private <T> T time(String what, Supplier<T> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double best = Double.MAX_VALUE;
        double cpu = 0;
        long bytes = 0;
        T out = work.get();
        for (int r = 0; r < rounds; r++) {
            long before = threads.getTotalThreadAllocatedBytes();
            long used = process.getProcessCpuTime();
            long from = System.nanoTime();
            out = work.get();
            double ms = (System.nanoTime() - from) / 1e6;
            if (ms < best) {
                best = ms;
                cpu = (process.getProcessCpuTime() - used) / 1e6;
                bytes = threads.getTotalThreadAllocatedBytes() - before;
            }
        }
        System.out.printf(Locale.ROOT, "figure: %-46s %9.1f ms %9.1f ms of processors %9.1f MB%n", what, best, cpu, bytes / 1e6);
        return out;
    }

    private void strokes() {
        Mask one = segments.get(1);
        List<Mask> others = new ArrayList<>(segments.values());
        others.remove(one);
        EditLimits locked = new EditLimits(Optional.empty(), Optional.empty(), others);
        EditLimits values = new EditLimits(
                Optional.of(new ValueLimit(new ValueRange(0, 200), image)), Optional.empty(), others);
        List<PatientPoint> trail = IntStream.range(0, 100)
                .mapToObj(i -> GRID.toPatient(300 + 0.9 * i, 256 + 30 * Math.sin(i / 9.0), 500))
                .toList();
        EditRegion.DiscStroke disc = new EditRegion.DiscStroke(Plane.ofSlice(GRID, 500), trail, 10, 0);
        EditRegion.BallStroke ball = new EditRegion.BallStroke(trail, 10);
        MaskDelta delta = time("disc 10 mm, 100 samples, 19 locked", () -> RegionChange.ADD.of(one, disc, locked));
        time("disc 10 mm, 100 samples, 19 locked, by value", () -> RegionChange.ADD.of(one, disc, values));
        time("disc's last piece alone", () -> RegionChange.ADD.of(one, disc.lastPiece(), locked));
        time("ball 10 mm, 100 samples, 19 locked", () -> RegionChange.ADD.of(one, ball, locked));
        time("apply, or undo, the disc", () -> one.apply(delta));
        time("overwrite all 19 others", () -> OverlapPolicy.OVERWRITE_ALL.changes(
                1, RegionChange.ADD.of(one, ball, EditLimits.none()), segments, Set.of()));
        time("threshold brush, dynamic, connected", () -> new ThresholdBrush(image, new BrushRange.Dynamic(2), true).voxels(disc));
    }

    private void scissors() {
        List<PlanePoint> points = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double turn = 2 * Math.PI * i / 5000;
            double r = 120 + 30 * Math.sin(17 * turn);
            points.add(new PlanePoint(179 + r * Math.cos(turn), 179 + r * Math.sin(turn)));
        }
        FlatOutline outline = new FlatOutline.Polygon(points);
        VoxelGrid small = VoxelGrid.axial(512, 512, 300, new PatientPoint(0, 0, 0), 0.7, 0.7, "");
        EditRegion through = EditRegion.Prism.endless(Plane.ofSlice(small, 0), outline);
        time("polygon of 5000 over 512 x 512 x 300", () -> through.voxels(small));
        EditRegion all = EditRegion.Prism.endless(Plane.ofSlice(GRID, 0), outline);
        time("  and erase outside, on all 1000 slices", () -> RegionChange.ERASE_OUTSIDE.of(segments.get(1), all, EditLimits.none()));
        Plane oblique = Plane.ofSlice(small, 0).turned(new PatientPoint(179, 179, 105), new PatientVector(1, 2, 0.3), 0.5);
        time("  the same, oblique, 300 slices", () -> EditRegion.Prism.endless(oblique, outline).voxels(small));
    }

    private void shapes() {
        Mask one = segments.get(1);
        time("margin +3 mm", () -> Margin.grown(one, 3, JOB));
        time("margin -3 mm", () -> Margin.shrunk(one, 3, JOB));
        time("shell, medial, 3 mm", () -> Shell.MEDIAL_SURFACE.of(one, 3, JOB));
        time("median 3 mm", () -> Smoothing.MEDIAN.of(one, 3, JOB));
        time("Gaussian 2 mm", () -> Smoothing.GAUSSIAN.of(one, 2, JOB));
        time("opening 5 mm", () -> Smoothing.OPENING.of(one, 5, JOB));
        time("joint of 4, 2 mm", () -> JointSmoothing.of(
                List.of(one, segments.get(10), segments.get(11), segments.get(12)), 2, JOB));
        time("invert", one::inverted);
        time("delta of margin +3 mm", () -> one.deltaTo(Margin.grown(one, 3, JOB)));
        time("differences of two masks", () -> Differences.of(
                one, Margin.grown(one, 1, JOB), new Differences.Floor(10, 50), JOB));
    }

    private void values() {
        Mask one = segments.get(1);
        Mask bright = time("threshold, whole volume", () -> Threshold.of(image, new ValueRange(0, 200), JOB));
        time("histogram and Otsu, whole volume", () -> ValueHistogram.of(image, JOB).threshold(ThresholdMethod.OTSU));
        time("islands of it", () -> Islands.of(bright, Neighbours.TWENTY_SIX, JOB).largest());
        time("islands of noise (a fifth of the voxels)", () -> Islands.of(
                Threshold.of(image, new ValueRange(-90, -83), JOB), Neighbours.SIX, JOB).count());
        time("flood of the ball, 6 neighbours", () -> new Flood(
                image, new ValueRange(0, 200), Neighbours.SIX, List.of(), FloodGate.usual()).from(new Voxel(256, 256, 500), JOB));
        time("flood that is stopped at 2 l", () -> new Flood(
                image, new ValueRange(-200, 200), Neighbours.SIX, List.of(), FloodGate.usual()).from(new Voxel(256, 256, 500), JOB));
        Mask inner = Margin.shrunk(one, 15, JOB);
        Mask outer = Margin.grown(one, 6, JOB).andNot(Margin.grown(one, 4, JOB));
        time("grow from seeds, region of " + new GrowFromSeeds(image, Optional.empty(), 0).region(List.of(inner, outer)).voxels() / 1000000
                + " million", () -> new GrowFromSeeds(image, Optional.empty(), 0).of(List.of(inner, outer), JOB));
    }

    private void between() {
        Mask.Builder drawn = Mask.builder(GRID);
        for (int s = 0; s < 1000; s += 10) {
            drawn.add(s, segments.get(1).words(s));
        }
        Mask tenth = drawn.build();
        time("between every tenth slice, by shape", () -> FillBetween.SHAPE.of(tenth, 2, JOB));
        time("between every tenth slice, by distance", () -> FillBetween.DISTANCE.of(tenth, 2, JOB));
    }

    private void outlines() {
        float[] values = new float[512 * 512];
        image.slice(500, values);
        GrayPicture picture = new GrayPicture(values, 512, 512, 0.7, 0.7);
        EdgeCosts costs = time("livewire costs, 512 x 512", () -> EdgeCosts.of(picture, EdgeCosts.span(picture)));
        Livewire ways = time("livewire ways from a click, 512 x 512", () -> Livewire.from(costs, 342, 256, JOB));
        time("livewire to the pointer", () -> ways.to(170, 256));
        time("level tracing", () -> LevelTrace.through(picture, 256, 256));
    }
}
