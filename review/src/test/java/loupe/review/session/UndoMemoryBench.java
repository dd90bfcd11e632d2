package loupe.review.session;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.core.segment.Segmentation;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.SegmentChange;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.region.EditRegion;
import loupe.core.work.JobContext;
import loupe.review.edit.Edit;
import loupe.review.edit.History;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// How much memory the steps that can be taken back hold, on 20 segments of 512 × 512 × 1000 voxels: what the heap has more of
/// with them than without. Once as they were done, once as a restart reads them back from records.
///
/// The bar is 1,000 strokes within 64 MB, all of them there to be taken back; 64 MB whatever was done; and never more than the
/// history says it holds, for by that it lets the oldest go.
public final class UndoMemoryBench {
    private static final VoxelGrid GRID = VoxelGrid.axial(512, 512, 1000, new PatientPoint(0, 0, 0), 0.7, 1, "2.25.1");
    private static final Code LUNG = new Code("39607008", "SCT", "Lung");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final int SEGMENTS = 20;
    private static final double BAR_MB = 64;
    private static final double MB = 1 << 20;
    /// What the rest of the program makes or lets go in the meantime.
    private static final double SLACK_MB = 0.25;

    private final SplittableRandom random = new SplittableRandom(5);
    private final Prediction prediction = prediction();
    private boolean held = true;

    private UndoMemoryBench() {}

    /// Ends in 1 where a bar is missed.
    ///
    /// @param a `short` for a fiftieth of the steps
    public static void main(String[] a) throws IOException {
        UndoMemoryBench bench = new UndoMemoryBench();
        int of = a.length > 0 && a[0].equals("short") ? 50 : 1;
        bench.measure("strokes of a brush of 16 mm, 8 cm long", 1000 / of, true, bench.gesture(bench::brush));
        bench.measure("strokes of a ball of 16 mm, 4 cm long", 1000 / of, true, bench.gesture(bench::ball));
        bench.measure("margins of whole segments of 300 ml", 400 / of, false, bench.gesture(bench::margin));
        bench.measure("single voxels", 300_000 / of, false, bench.gesture(bench::voxel));
        bench.measure("decisions", 300_000 / of, false, UndoMemoryBench::decided);
        bench.measure("names", 100_000 / of, false, UndoMemoryBench::named);
        System.exit(bench.held ? 0 : 1);
    }

    private static PatientPoint middle(int segment) {
        return GRID.toPatient(90 + 110 * (segment % 4), 90 + 110 * (segment / 4 % 4), 80 + 45 * segment);
    }

    private static Prediction prediction() {
        Provenance from = new Provenance("made-up-net", "1", "00", NOON, "test");
        List<Segment> segments = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < SEGMENTS; i++) {
            Mask ball = new EditRegion.BallStroke(List.of(middle(i)), 41.5).voxels(GRID);
            segments.add(new Segment(i + 1, "part", LUNG, LUNG, 0, ball));
            findings.add(new Finding(new FindingId("F" + (i + 1)), "2.25.2", LUNG, "part", middle(i), 1, i + 1, List.of(), from));
        }
        return new Prediction("2.25.2", from, findings, Optional.of(new Segmentation(GRID, segments)));
    }

    /// Makes what a step flips in a segment.
    private interface Gesture {
        MaskDelta on(Mask mask, int segment);
    }

    private List<PatientPoint> way(int segment, double mm, boolean deep) {
        List<PatientPoint> out = new ArrayList<>();
        double angle = random.nextDouble(2 * Math.PI);
        PatientPoint at = beside(middle(segment), 35, angle);
        for (double left = mm; left >= 0; left -= 2) {
            out.add(at);
            angle += random.nextDouble(-0.5, 0.5);
            at = beside(at, 2, angle);
            at = deep ? at.plus(GRID.sliceStep().times(random.nextDouble(-1, 1))) : at;
        }
        return out;
    }

    private static PatientPoint beside(PatientPoint p, double mm, double angle) {
        return p.plus(GRID.columnStep().unit().times(mm * Math.cos(angle))).plus(GRID.rowStep().unit().times(mm * Math.sin(angle)));
    }

    private RegionChange change() {
        return random.nextBoolean() ? RegionChange.ADD : RegionChange.ERASE;
    }

    private MaskDelta brush(Mask mask, int segment) {
        int slice = 80 + 45 * segment + random.nextInt(-30, 31);
        return change().of(
                mask, new EditRegion.DiscStroke(Plane.ofSlice(GRID, slice), way(segment, 80, false), 8, 0), EditLimits.none());
    }

    private MaskDelta ball(Mask mask, int segment) {
        return change().of(mask, new EditRegion.BallStroke(way(segment, 40, true), 8), EditLimits.none());
    }

    private MaskDelta margin(Mask mask, int segment) {
        JobContext job = JobContext.unattended();
        return mask.deltaTo(random.nextBoolean() ? Margin.grown(mask, 2, job) : Margin.shrunk(mask, 2, job));
    }

    private MaskDelta voxel(Mask mask, int segment) {
        return MaskDelta.builder(GRID.voxelsPerSlice()).flip(80 + 45 * segment, random.nextInt(512 * 512)).build();
    }

    /// Makes a step of a review.
    private interface Maker {
        Optional<Edit> on(ReviewState state, int step) throws IOException;
    }

    private static CorrectionSteps by(ReviewState state, int step) {
        return new CorrectionSteps(state, new Verdict.Edited("reader", NOON.plusSeconds(step)));
    }

    private static Optional<Edit> decided(ReviewState state, int step) {
        FindingId id = new FindingId("F" + (1 + step % SEGMENTS));
        Instant at = NOON.plusSeconds(step);
        Verdict after = step % 2 == 0 ? new Verdict.Accepted("reader", at)
                : new Verdict.Rejected("reader", at, RejectReason.NORMAL_ANATOMY, "a vessel seen from its end, step " + step);
        return Optional.of(new Edit.VerdictEdit(id, state.verdict(id), after));
    }

    private static Optional<Edit> named(ReviewState state, int step) throws IOException {
        FindingId id = new FindingId("F" + (1 + step % SEGMENTS));
        SegmentDescription now = state.finding(id).orElseThrow().segment().orElseThrow().description();
        return Optional.of(by(state, step).described(id, now.labelled("part of the lung, step " + step)));
    }

    private void measure(String what, int steps, boolean all, Maker maker) throws IOException {
        String id = RecordId.of(new byte[16]).hex();
        ReviewState state = ReviewState.empty().with(new PredictionEntry(id, prediction), List.of());
        List<StoredRecord> records = new ArrayList<>();
        records.add(new StoredRecord(new RecordId(id), RecordKind.PREDICTION, NOON, Optional.empty(), Journal.encode(prediction)));
        History history = new History(History.USUAL_BYTES);
        for (int i = 0; i < steps; i++) {
            Optional<Edit> edit = maker.on(state, i);
            if (edit.isPresent()) {
                RecordId record = new RecordId(String.format(Locale.ROOT, "%032x", i + 1));
                state = state.apply(edit.get());
                history.did(new History.Step(edit.get(), record.hex()));
                RecordKind kind = edit.get() instanceof Edit.VerdictEdit ? RecordKind.VERDICT : RecordKind.CORRECTION;
                records.add(new StoredRecord(record, kind, NOON, Optional.empty(), Journal.encode(edit.get())));
            }
        }
        int made = records.size() - 1;
        int kept = history.steps().done().size();
        double counted = history.bytes() / MB + SLACK_MB;
        History[] live = {history};
        history = null;
        double liveMb = retained(live, state);
        Journal.Replayed replayed = Journal.replay(records);
        records.clear();
        ReviewState again = replayed.state();
        History[] read = {replayed.history()};
        int back = read[0].steps().done().size();
        replayed = null;
        double readMb = retained(read, again);
        boolean there = !all || kept == made && back == made && made == steps;
        boolean good = there && Math.max(liveMb, readMb) <= Math.min(BAR_MB, counted);
        held &= good;
        System.out.printf(
                Locale.ROOT, "figure: %,d %s: %,d can be taken back and hold %.1f MB; after a restart %,d and %.1f MB%s%n", made,
                what, kept, liveMb, back, readMb, good ? "" : " MISSED: more than 64 MB or than the " + counted + " it counts");
    }

    private Maker gesture(Gesture gesture) {
        return (state, step) -> edit(state, step % SEGMENTS, gesture, step);
    }

    private static Optional<Edit> edit(ReviewState state, int segment, Gesture gesture, int step) throws IOException {
        Map<Integer, Mask> masks = new TreeMap<>();
        state.findings().forEach(f -> masks.put(f.finding().segmentNumber(), f.segment().orElseThrow().mask()));
        MaskDelta delta = gesture.on(masks.get(segment + 1), segment);
        List<ReviewSession.Stroke> strokes = new ArrayList<>();
        OverlapPolicy policy = delta.count() > 1 ? OverlapPolicy.OVERWRITE_ALL : OverlapPolicy.ALLOW;
        for (SegmentChange c : policy.changes(segment + 1, delta, masks, masks.keySet())) {
            strokes.add(new ReviewSession.Stroke(new FindingId("F" + c.segment()), c.delta(), masks.get(c.segment())));
        }
        return strokes.isEmpty() ? Optional.empty() : Optional.of(by(state, step).painted("brush", strokes));
    }

    /// What the heap holds more with the steps than without; the state stays.
    private static double retained(History[] steps, ReviewState state) {
        long with = used();
        steps[0] = new History(1);
        double mb = (with - used()) / MB;
        if (state.findings().isEmpty()) {
            throw new IllegalStateException("the state stays until here");
        }
        return mb;
    }

    /// Bytes of all objects that can be reached, counted one by one: what a heap is said to have in use may hold up to a twentieth
    /// Bytes of all objects that can be reached, counted one by one: what a heap is said to have in use holds dead ones too.
    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        String[] total = histogram().strip().lines().reduce((a, b) -> b).orElseThrow().strip().split("\\s+");
        return Long.parseLong(total[2]);
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram", new Object[] {null},
                    new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("this machine's Java counts no objects", e);
        }
    }
}
