package loupe.review.twice;

import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.DrawnVoxels;
import loupe.core.measure.Region;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.review.opinion.SamePlace;
import loupe.review.twice.ReadFinding.Origin;

/// How well what two readers say is there is one thing, by the rules of [SamePlace]: Dice of 0.1 or more, or the middle of one in the
/// other; where neither has an inside, middles within 5 mm.
final class OnePlace {
    /// A model's finding both let stand is one thing, before all that only lies close.
    private static final double SAME_FINDING = 10;
    /// Cells along the longer side of the box around two shapes, for their Dice.
    private static final int CELLS = 200;

    private OnePlace() {}

    /// 0 where they are not one; else the greater the better.
    static double of(ReadFinding a, ReadFinding b) {
        if (a.organ() != b.organ()) {
            return 0;
        }
        if (a.ofModel() && b.ofModel() && a.id().equals(b.id())) {
            return SAME_FINDING;
        }
        if (!a.seriesUid().equals(b.seriesUid()) && (frame(a).isEmpty() || !frame(a).equals(frame(b)))) {
            return 0;
        }
        if (a.organ() && !a.kind().value().equals(b.kind().value())) {
            return 0;
        }
        if (a.mask().isPresent() && b.mask().isPresent()) {
            return SamePlace.of(a.mask().get(), a.centre(), b.mask().get(), b.centre());
        }
        if (a.mask().isPresent() || b.mask().isPresent()) {
            return a.mask().isPresent() ? mixed(b, a, a.mask().get()) : mixed(a, b, b.mask().get());
        }
        return drawings(a, b);
    }

    private static String frame(ReadFinding f) {
        if (f.mask().isPresent()) {
            return f.mask().get().grid().frameOfReferenceUid();
        }
        return f.from() instanceof Origin.Drawn d ? d.annotation().measure().space().plane().frameOfReferenceUid() : "";
    }

    /// A drawing or a point beside an outline.
    private static double mixed(ReadFinding other, ReadFinding outlined, Mask mask) {
        if (other.from() instanceof Origin.Drawn d) {
            return SamePlace.of(d.annotation(), Optional.of(outlined.centre()), mask);
        }
        return SamePlace.holds(mask, other.centre()) || other.centre().distanceMm(outlined.centre()) <= SamePlace.NEAR_MM ? 1 : 0;
    }

    private static double drawings(ReadFinding a, ReadFinding b) {
        if (a.from() instanceof Origin.Drawn one && b.from() instanceof Origin.Drawn other
                && one.annotation().measure().shape() instanceof Region && other.annotation().measure().shape() instanceof Region) {
            double dice = dice(one.annotation(), other.annotation());
            return dice >= SamePlace.LEAST_DICE ? 1 + dice : 0;
        }
        double apart = a.centre().distanceMm(b.centre());
        boolean within = holds(a, b.centre()) || holds(b, a.centre());
        return within || apart <= SamePlace.NEAR_MM ? 1 / (1 + apart) : 0;
    }

    private static boolean holds(ReadFinding region, PatientPoint at) {
        return region.from() instanceof Origin.Drawn d && SamePlace.holds(d.annotation(), at);
    }

    /// Dice of two regions on parallel planes at most 5 mm apart, over a fine grid on the first plane; 0 else.
    private static double dice(Annotation a, Annotation b) {
        Plane plane = a.measure().space().plane();
        Plane other = b.measure().space().plane();
        double apart = plane.depthMm(other.origin());
        if (!plane.isParallelTo(other) || Math.abs(apart) > SamePlace.NEAR_MM + (a.thicknessMm() + b.thicknessMm()) / 2) {
            return 0;
        }
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        widen(box, plane, (Region) a.measure().shape());
        widen(box, plane, (Region) b.measure().shape());
        double step = Math.max(1e-3, Math.max(box[2] - box[0], box[3] - box[1]) / CELLS);
        int columns = 1 + (int) Math.ceil((box[2] - box[0]) / step);
        int rows = 1 + (int) Math.ceil((box[3] - box[1]) / step);
        PatientPoint corner = plane.at(box[0], box[1]);
        Mask one = on(corner, plane, plane, a, step, columns, rows);
        Mask two = on(corner.plus(plane.normal().times(apart)), plane, other, b, step, columns, rows);
        long both = one.and(two).count();
        long all = one.count() + two.count();
        return all == 0 ? 0 : 2.0 * both / all;
    }

    private static Mask on(PatientPoint corner, Plane axes, Plane plane, Annotation a, double step, int columns, int rows) {
        PatientVector right = axes.right().times(step);
        PatientVector down = axes.down().times(step);
        VoxelGrid grid = new VoxelGrid(columns, rows, 1, corner, right, down, axes.normal().times(step), plane.frameOfReferenceUid());
        return DrawnVoxels.of(grid, plane, (Region) a.measure().shape(), 0);
    }

    /// Widens a box to hold a region: round the middle of its points as far as its perimeter reaches.
    private static void widen(double[] box, Plane plane, Region region) {
        double reach = region.perimeter() / 2;
        for (PatientPoint p : region.points()) {
            box[0] = Math.min(box[0], plane.rightMm(p) - reach);
            box[1] = Math.min(box[1], plane.downMm(p) - reach);
            box[2] = Math.max(box[2], plane.rightMm(p) + reach);
            box[3] = Math.max(box[3], plane.downMm(p) + reach);
        }
    }
}
