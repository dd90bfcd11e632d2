package loupe.core.bench.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.fill.Threshold;
import loupe.core.segment.region.EditRegion;
import loupe.core.work.JobContext;

/// Strokes of a brush, disc or ball: pressed where most is wrong, and led on while that rights more than it spoils.
///
/// @param sight what the reader sees
/// @param ball whether the brush is a ball
/// @param limit values at which voxels may change when adding; empty for any
record Strokes(Sight sight, boolean ball, Optional<ValueRange> limit) {
    private static final double[] RADII = {2, 4, 8, 16};
    private static final int PLACES = 12;
    private static final int PIECES = 40;
    /// A piece is painted where at least so much of it is right.
    private static final double LEAST_GAIN = 0.15;

    List<Offer> offers() {
        Mask allowed = limit.map(r -> Threshold.of(sight.of().image(), r, JobContext.unattended()))
                .orElseGet(() -> Mask.empty(sight.grid()).inverted());
        List<Offer> out = new ArrayList<>();
        Set<Integer> slices = new TreeSet<>(sight.worstSlices(2));
        sight.places().forEach(p -> slices.add(p.voxel().slice()));
        for (int slice : slices) {
            add(out, slice, RegionChange.ADD, allowed);
            add(out, slice, RegionChange.ERASE, limit.isPresent() ? allowed.inverted() : allowed);
        }
        return out;
    }

    private void add(List<Offer> out, int slice, RegionChange change, Mask allowed) {
        boolean adding = change == RegionChange.ADD;
        Mask right = (adding ? sight.missing() : sight.extra()).and(allowed);
        Mask wrong = (adding
                        ? sight.of().truth().or(sight.mask()).inverted()
                        : sight.of().truth().and(sight.mask())).and(allowed);
        long best = 0;
        PatientPoint from = null;
        double radius = 0;
        for (int at : sight.some(right, slice, PLACES)) {
            for (double r : RADII) {
                Mask dab = region(slice, List.of(sight.place(slice, at)), r).voxels(sight.grid());
                long gain = right.and(dab).count() - wrong.and(dab).count();
                if (gain > best) {
                    best = gain;
                    from = sight.place(slice, at);
                    radius = r;
                }
            }
        }
        if (from != null) {
            List<PatientPoint> way = led(slice, from, radius, right, wrong);
            List<PatientPoint> met = way.stream().map(sight::met).toList();
            Mask painted = region(slice, met, radius).voxels(sight.grid()).and(allowed);
            Mask after = adding ? sight.mask().or(painted) : sight.mask().andNot(painted);
            out.add(new Offer(after, seconds(way, radius), slice, String.format(Locale.ROOT, "%s %.0f", change, radius)));
        }
    }

    private static double seconds(List<PatientPoint> way, double radius) {
        double mm = 0;
        for (int i = 1; i < way.size(); i++) {
            mm += way.get(i).distanceMm(way.get(i - 1));
        }
        return HandTime.aimed(50, radius) + HandTime.dragged(mm);
    }

    private EditRegion region(int slice, List<PatientPoint> way, double radius) {
        return ball
                ? new EditRegion.BallStroke(way, radius)
                : new EditRegion.DiscStroke(Plane.ofSlice(sight.grid(), slice), way, radius, 0);
    }

    /// The way on from a place, each piece a radius long, in the direction of most gain.
    private List<PatientPoint> led(int slice, PatientPoint from, double radius, Mask right, Mask wrong) {
        List<PatientPoint> way = new ArrayList<>(List.of(from));
        Mask painted = region(slice, way, radius).voxels(sight.grid());
        for (int piece = 0; piece < PIECES; piece++) {
            double best = 0;
            PatientPoint next = null;
            Mask with = painted;
            for (int d = 0; d < 8; d++) {
                PatientPoint to = way.getLast()
                        .plus(sight.grid().columnStep().unit().times(radius * Math.cos(d * Math.PI / 4)))
                        .plus(sight.grid().rowStep().unit().times(radius * Math.sin(d * Math.PI / 4)));
                Mask more = region(slice, List.of(way.getLast(), to), radius).voxels(sight.grid()).andNot(painted);
                double gain = (double) (right.and(more).count() - wrong.and(more).count()) / Math.max(1, more.count());
                if (gain > Math.max(best, LEAST_GAIN)) {
                    best = gain;
                    next = to;
                    with = painted.or(more);
                }
            }
            if (next == null) {
                return way;
            }
            way.add(next);
            painted = with;
        }
        return way;
    }
}
