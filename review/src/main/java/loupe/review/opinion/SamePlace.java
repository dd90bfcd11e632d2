package loupe.review.opinion;

import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.DrawnVoxels;
import loupe.core.measure.Region;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.review.edit.DrawnSegment;
import loupe.review.edit.ReviewedFinding;

/// How well what a reader marked and what a model found are one thing. Positive where they are: the middle of one lies in the
/// other, or their voxels overlap on the slab drawn on with Dice 0.1 or more. A finding without an outline is one with a point
/// within 5 mm of it and with a region around it.
public final class SamePlace {
    /// Overlap from which two outlines are one thing.
    public static final double LEAST_DICE = 0.1;
    /// Distance up to which two points are one, mm.
    public static final double NEAR_MM = 5;

    private SamePlace() {}

    /// 0 where they are not one; else the greater the better: Dice, and 1 more for each middle that lies in the other.
    static double of(Annotation drawn, ReviewedFinding found) {
        Finding f = found.finding();
        Plane plane = drawn.measure().space().plane();
        Optional<Mask> outline = found.original().or(() -> found.segment().map(Segment::mask));
        String frame = outline.map(m -> m.grid().frameOfReferenceUid()).orElse("");
        boolean beside = drawn.place().seriesUid().equals(f.seriesUid())
                || !frame.isEmpty() && frame.equals(plane.frameOfReferenceUid());
        if (!beside) {
            return 0;
        }
        return outline.isPresent()
                ? of(drawn, Optional.of(f.centre()), outline.get())
                : near(drawn, f.centre()) ? 1 : 0;
    }

    /// How well what a reader marked and a mask are one thing, in millimetres of the patient.
    ///
    /// @param centre middle of what the mask outlines, where it is one thing
    public static double of(Annotation drawn, Optional<PatientPoint> centre, Mask mask) {
        if (!(drawn.measure().shape() instanceof Region region)) {
            return holds(mask, drawn.measure().shape().points().getFirst()) ? 2 : 0;
        }
        Plane plane = drawn.measure().space().plane();
        Mask under = DrawnVoxels.of(mask.grid(), plane, region, drawn.thicknessMm());
        int inside = (holds(mask, middle(under).orElse(middle(drawn))) ? 1 : 0)
                + (centre.filter(c -> holds(under, c)).isPresent() ? 1 : 0);
        double dice = dice(under, mask, plane, drawn.thicknessMm());
        return inside > 0 || dice >= LEAST_DICE ? inside + dice : 0;
    }

    /// The same for a segment of a reader's own: with an outline on the same voxels by Dice and both middles, with a point within
    /// 5 mm of its middle or in it.
    static double of(DrawnSegment drawn, ReviewedFinding found) {
        Mask own = drawn.segment().mask();
        Finding f = found.finding();
        Optional<Mask> outline = found.original().or(() -> found.segment().map(Segment::mask));
        Optional<PatientPoint> centre = middle(own);
        boolean beside = drawn.begun().seriesUid().equals(f.seriesUid())
                || outline.filter(m -> !m.grid().frameOfReferenceUid().isEmpty()
                        && m.grid().frameOfReferenceUid().equals(own.grid().frameOfReferenceUid())).isPresent();
        if (!beside || centre.isEmpty()) {
            return 0;
        }
        if (outline.isEmpty()) {
            return holds(own, f.centre()) || centre.get().distanceMm(f.centre()) <= NEAR_MM ? 1 : 0;
        }
        return of(own, centre.get(), outline.get(), f.centre());
    }

    /// How well two outlines are one thing: a point for each middle that lies in the other, and Dice where they lie on the same voxels.
    ///
    /// @param ofA middle of what `a` outlines
    /// @param ofB middle of what `b` outlines
    public static double of(Mask a, PatientPoint ofA, Mask b, PatientPoint ofB) {
        int inside = (holds(b, ofA) ? 1 : 0) + (holds(a, ofB) ? 1 : 0);
        double dice = a.grid().equals(b.grid()) ? a.dice(b) : 0;
        return inside > 0 || dice >= LEAST_DICE ? inside + dice : 0;
    }

    /// Whether a segment of a reader's own and a mask are one thing.
    public static boolean same(DrawnSegment drawn, Mask mask) {
        Mask own = drawn.segment().mask();
        return middle(own).filter(c -> holds(mask, c)).isPresent()
                || own.grid().equals(mask.grid()) && own.dice(mask) >= LEAST_DICE;
    }

    private static boolean near(Annotation drawn, PatientPoint centre) {
        return drawn.measure().shape() instanceof Region && shallow(drawn, centre)
                ? holds(drawn, centre)
                : middle(drawn).distanceMm(centre) <= NEAR_MM;
    }

    private static boolean shallow(Annotation drawn, PatientPoint at) {
        return Math.abs(drawn.measure().space().plane().depthMm(at)) <= NEAR_MM + drawn.thicknessMm() / 2;
    }

    /// Whether a point lies in a region that was drawn, seen along the plane's normal, and within 5 mm of the slab drawn on.
    public static boolean holds(Annotation drawn, PatientPoint at) {
        if (!(drawn.measure().shape() instanceof Region region) || !shallow(drawn, at)) {
            return false;
        }
        Plane plane = drawn.measure().space().plane();
        VoxelGrid pixels = new VoxelGrid(1, 1, 1, at.plus(plane.normal().times(-plane.depthMm(at))),
                plane.right(), plane.down(), plane.normal(), plane.frameOfReferenceUid());
        return DrawnVoxels.of(pixels, plane, region, 0).count() > 0;
    }

    /// Whether the voxel that holds a point is one of a mask's.
    public static boolean holds(Mask mask, PatientPoint at) {
        double[] v = mask.grid().toIndex(at);
        int c = (int) Math.round(v[0]);
        int r = (int) Math.round(v[1]);
        int s = (int) Math.round(v[2]);
        return mask.grid().contains(c, r, s) && mask.contains(c, r, s);
    }

    /// Middle of the points that fix a drawing.
    public static PatientPoint middle(Annotation drawn) {
        PatientVector sum = new PatientVector(0, 0, 0);
        PatientPoint first = drawn.measure().shape().points().getFirst();
        int n = drawn.measure().shape().points().size();
        for (PatientPoint p : drawn.measure().shape().points()) {
            sum = sum.plus(p.minus(first));
        }
        return first.plus(sum.times(1.0 / n));
    }

    /// Middle of a mask's voxels; empty where it has none.
    public static Optional<PatientPoint> middle(Mask mask) {
        double[] sum = new double[4];
        mask.forEachVoxel((c, r, s) -> {
            sum[0] += c;
            sum[1] += r;
            sum[2] += s;
            sum[3]++;
        });
        return sum[3] == 0
                ? Optional.empty()
                : Optional.of(mask.grid().toPatient(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]));
    }

    /// Dice over the voxels that the slab drawn on cuts.
    private static double dice(Mask under, Mask mask, Plane plane, double thicknessMm) {
        VoxelGrid grid = mask.grid();
        double reach = DrawnVoxels.reachMm(grid, plane, thicknessMm);
        long[] n = new long[2];
        mask.forEachVoxel((c, r, s) -> {
            double depth = plane.depthMm(grid.toPatient(c, r, s));
            n[0] += depth >= -reach + 1e-6 && depth < reach + 1e-6 ? 1 : 0;
            n[1] += under.contains(c, r, s) ? 1 : 0;
        });
        long all = n[0] + under.count();
        return all == 0 ? 0 : 2.0 * n[1] / all;
    }
}
