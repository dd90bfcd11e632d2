package loupe.review.correcting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.SegmentDescription;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.SegmentChange;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.operation.shape.Smoothing;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.ReviewSession;

/// Does what a hand does to the segments of a review, at random: brush, ball, eraser, outlines, margins, smoothing, islands,
/// gestures that take from other segments, names, undo, redo and the undo of one segment alone.
public final class HandOnMasks {
    private static final JobContext JOB = JobContext.unattended();
    private final RandomGenerator random;
    private final ReviewSession session;

    /// A hand on the segments of a study.
    public HandOnMasks(RandomGenerator random, ReviewSession session) {
        this.random = random;
        this.session = session;
    }

    /// A step that is still to be done.
    ///
    /// @param words what it is, in one line: `paint TOOL F1:slice,first,length,… F2:…`, `undo`, `redo`, `back F1` or `call F1
    ///     LABEL`
    /// @param act does it; gives whether anything came of it
    public record Step(String words, Act act) {}

    /// Does a step.
    @FunctionalInterface
    public interface Act {
        /// Whether anything was kept.
        boolean done() throws IOException;
    }

    /// The next step, one that will change something unless it takes back on a segment nothing was done on.
    public Step next() {
        while (true) {
            Optional<Step> step = switch (random.nextInt(10)) {
                case 0, 1 -> session.undoName().map(n -> new Step("undo", () -> session.undo().isPresent()));
                case 2 -> session.redoName().map(n -> new Step("redo", () -> session.redo().isPresent()));
                case 3 -> Optional.of(takenBack(any()));
                case 4 -> called(any());
                default -> tried();
            };
            if (step.isPresent()) {
                return step.get();
            }
        }
    }

    private ReviewedFinding any() {
        List<ReviewedFinding> all = session.state().findings();
        return all.get(random.nextInt(all.size()));
    }

    private Step takenBack(ReviewedFinding f) {
        FindingId id = f.finding().id();
        return new Step("back " + id, () -> session.takeBack(id).isPresent());
    }

    private Optional<Step> called(ReviewedFinding f) {
        SegmentDescription now = f.segment().orElseThrow().description();
        String label = "part-" + random.nextInt(100);
        return now.label().equals(label) ? Optional.empty() : Optional.of(new Step("call " + f.finding().id() + " " + label, () -> {
            session.describe(f.finding().id(), now.labelled(label));
            return true;
        }));
    }

    /// A gesture that flips something.
    public Step gesture() {
        while (true) {
            Optional<Step> step = tried();
            if (step.isPresent()) {
                return step.get();
            }
        }
    }

    /// What a gesture on one segment flips, on others too where they must give way; empty where it flips nothing.
    private Optional<Step> tried() {
        ReviewedFinding f = any();
        Mask mask = f.segment().orElseThrow().mask();
        String tool = List.of("brush", "ball", "eraser", "outline", "margin", "smooth", "islands").get(random.nextInt(7));
        MaskDelta delta = switch (tool) {
            case "brush" -> RegionChange.ADD.of(mask, disc(mask.grid()), EditLimits.none());
            case "ball" -> RegionChange.ADD.of(mask, ball(mask.grid()), EditLimits.none());
            case "eraser" ->
                RegionChange.ERASE.of(mask, random.nextBoolean() ? disc(mask.grid()) : ball(mask.grid()), EditLimits.none());
            case "outline" -> RegionChange.values()[random.nextInt(4)].of(mask, outline(mask.grid()), EditLimits.none());
            case "margin" -> mask.deltaTo(random.nextBoolean() ? Margin.grown(mask, mm(), JOB) : Margin.shrunk(mask, mm(), JOB));
            case "smooth" -> mask.deltaTo(Smoothing.values()[random.nextInt(4)].of(mask, mm(), JOB));
            default -> mask.deltaTo(Islands.of(mask, Neighbours.SIX, JOB).largest());
        };
        return painted(tool, f.finding().segmentNumber(), delta);
    }

    private Optional<Step> painted(String tool, int segment, MaskDelta delta) {
        Map<Integer, ReviewedFinding> all = new TreeMap<>();
        session.state().findings().forEach(f -> all.put(f.finding().segmentNumber(), f));
        Map<Integer, Mask> masks = new TreeMap<>();
        all.forEach((number, f) -> masks.put(number, f.segment().orElseThrow().mask()));
        OverlapPolicy policy = random.nextBoolean() ? OverlapPolicy.OVERWRITE_ALL : OverlapPolicy.ALLOW;
        List<ReviewSession.Stroke> strokes = new ArrayList<>();
        StringJoiner words = new StringJoiner(" ", "paint " + tool + " ", "");
        for (SegmentChange c : policy.changes(segment, delta, masks, masks.keySet())) {
            FindingId id = all.get(c.segment()).finding().id();
            strokes.add(new ReviewSession.Stroke(id, c.delta(), masks.get(c.segment())));
            words.add(id + ":" + runs(c.delta()));
        }
        return strokes.isEmpty() ? Optional.empty() : Optional.of(new Step(words.toString(), () -> {
            session.paint(tool, strokes);
            return true;
        }));
    }

    private static String runs(MaskDelta delta) {
        StringJoiner out = new StringJoiner(",");
        for (int n : delta.runs()) {
            out.add(Integer.toString(n));
        }
        return out.toString();
    }

    private double mm() {
        return random.nextDouble(1, 5);
    }

    private PatientPoint place(VoxelGrid grid) {
        return grid.toPatient(
                random.nextDouble(grid.columns()), random.nextDouble(grid.rows()), random.nextInt(grid.slices()));
    }

    private List<PatientPoint> way(VoxelGrid grid) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            out.add(place(grid));
        }
        return out;
    }

    private EditRegion disc(VoxelGrid grid) {
        return new EditRegion.DiscStroke(plane(grid), way(grid), mm(), random.nextBoolean() ? 0 : mm());
    }

    private EditRegion ball(VoxelGrid grid) {
        return new EditRegion.BallStroke(way(grid), mm());
    }

    private EditRegion outline(VoxelGrid grid) {
        Plane plane = plane(grid);
        List<PlanePoint> corners = new ArrayList<>();
        for (int i = 3 + random.nextInt(5); i > 0; i--) {
            corners.add(PlanePoint.of(place(grid), plane));
        }
        return EditRegion.Prism.symmetric(plane, new FlatOutline.Polygon(corners), random.nextBoolean() ? 0 : mm());
    }

    /// A slice, or a turned plane through the grid.
    private Plane plane(VoxelGrid grid) {
        Plane slice = Plane.ofSlice(grid, random.nextInt(grid.slices()));
        return random.nextBoolean() ? slice : slice.turned(place(grid), slice.right(), random.nextDouble(Math.PI));
    }
}
