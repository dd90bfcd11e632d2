package loupe.core.bench.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import loupe.core.segment.block.ConnectedParts;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.outline.EdgeCosts;
import loupe.core.segment.operation.outline.GrayPicture;
import loupe.core.segment.operation.outline.LevelTrace;
import loupe.core.segment.operation.outline.LivewireOutline;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;

/// Outlines drawn on a slice, corner by corner or by livewire, around what should be in, or around what should not.
///
/// @param sight what the reader sees
/// @param wire whether the line between clicks follows the image
record Outlines(Sight sight, boolean wire) {
    private static final JobContext JOB = JobContext.unattended();
    /// Corners of a polygon and clicks of a livewire are so far apart along the line, in millimetres.
    private static final double CORNER_MM = 5;
    private static final double CLICK_MM = 20;
    private static final int SLICES = 3;

    List<Offer> offers() {
        List<Offer> out = new ArrayList<>();
        for (int slice : sight.worstSlices(SLICES)) {
            around(sight.of().truth(), slice).ifPresent(o -> {
                out.add(offer(o, slice, RegionChange.ADD));
                out.add(offer(o, slice, RegionChange.ERASE_OUTSIDE));
            });
            around(sight.extra(), slice).ifPresent(o -> out.add(offer(o, slice, RegionChange.ERASE)));
        }
        return out;
    }

    /// The slice drawn anew: an outline around all that should be in its largest part.
    Optional<Offer> drawn(int slice) {
        return around(sight.of().truth(), slice).map(o -> offer(o, slice, RegionChange.ADD));
    }

    /// A line and how long it takes to draw.
    private record Line(FlatOutline.Polygon polygon, double seconds) {}

    private Offer offer(Line line, int slice, RegionChange change) {
        EditRegion.Prism prism = EditRegion.Prism.symmetric(Plane.ofSlice(sight.grid(), slice), line.polygon, 0);
        Mask after = sight.mask().apply(change.of(sight.mask(), prism, EditLimits.none()));
        return new Offer(after, line.seconds + HandTime.PREVIEW, slice, change.toString());
    }

    /// A line around the largest part of a mask on a slice.
    private Optional<Line> around(Mask mask, int slice) {
        Mask flat = Sight.slice(mask, slice);
        if (flat.isEmpty()) {
            return Optional.empty();
        }
        Mask part = ConnectedParts.of(flat, Neighbours.FOUR, JOB).mask(i -> i == 0);
        int[] first = {-1};
        part.forEachRun(slice, (start, length) -> first[0] = first[0] < 0 ? start : first[0]);
        int columns = sight.grid().columns();
        return LevelTrace.through(Sight.picture(part, slice), first[0] % columns, first[0] / columns)
                .flatMap(edge -> wire ? wired(edge, slice) : Optional.of(polygon(edge)));
    }

    private Line polygon(FlatOutline.Polygon edge) {
        List<PlanePoint> corners = edge.thinned(CORNER_MM).points().stream().map(this::met).toList();
        return new Line(new FlatOutline.Polygon(corners), HandTime.aimed(50, 2) + corners.size() * HandTime.aimed(CORNER_MM, 2));
    }

    private PlanePoint met(PlanePoint p) {
        return new PlanePoint(
                p.rightMm() + HandTime.OFF_MM * sight.random().nextGaussian(),
                p.downMm() + HandTime.OFF_MM * sight.random().nextGaussian());
    }

    private Optional<Line> wired(FlatOutline.Polygon edge, int slice) {
        GrayPicture picture = sight.image(slice);
        EdgeCosts costs = EdgeCosts.of(picture, EdgeCosts.span(picture));
        List<PlanePoint> clicks = edge.thinned(CLICK_MM).points();
        if (clicks.size() < 3 || clicks.size() == edge.points().size()) {
            clicks = edge.thinned(CORNER_MM).points();
        }
        LivewireOutline line = null;
        for (PlanePoint p : clicks) {
            PlanePoint at = met(p);
            int column = (int) Math.rint(at.rightMm() / picture.columnMm());
            int row = (int) Math.rint(at.downMm() / picture.rowMm());
            line = line == null ? LivewireOutline.begun(costs, column, row, JOB) : line.clicked(column, row, JOB);
        }
        double seconds = HandTime.aimed(50, 2) + clicks.size() * HandTime.aimed(CLICK_MM, 2);
        return line == null ? Optional.empty() : line.closed().map(p -> new Line(p, seconds));
    }
}
