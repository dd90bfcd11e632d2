package loupe.app.correct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.tool.ImageMark;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.segment.operation.outline.EdgeCosts;
import loupe.core.segment.operation.outline.LivewireOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;

/// A livewire under way on one image: what was clicked, and the ways from the last click. Immutable.
///
/// @param seen the image
/// @param costs its edges
/// @param clicks places clicked, in pixels
/// @param line the line through them; empty before the first
record WireTrace(ViewerViewModel.Seen seen, EdgeCosts costs, List<ImageMark.Place> clicks, Optional<LivewireOutline> line) {
    static WireTrace on(ViewerViewModel.Seen seen, EdgeCosts costs) {
        return new WireTrace(seen, costs, List.of(), Optional.empty());
    }

    /// Whether it is on an image.
    boolean of(ViewerViewModel.Seen other) {
        return seen.series() == other.series() && seen.slice() == other.slice();
    }

    /// The line through other clicks; those it has already are not gone through again.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    WireTrace through(List<ImageMark.Place> other, JobContext job) {
        boolean longer = other.size() >= clicks.size() && other.subList(0, clicks.size()).equals(clicks);
        Optional<LivewireOutline> now = longer ? line : Optional.empty();
        for (ImageMark.Place p : other.subList(longer ? clicks.size() : 0, other.size())) {
            int column = (int) Math.rint(p.column());
            int row = (int) Math.rint(p.row());
            now = Optional.of(now.isPresent()
                    ? now.get().clicked(column, row, job)
                    : LivewireOutline.begun(costs, column, row, job));
        }
        return new WireTrace(seen, costs, List.copyOf(other), now);
    }

    /// The line with the pointer at a place, in pixels.
    List<ImageMark.Place> to(ImageMark.Place at) {
        List<ImageMark.Place> out = new ArrayList<>();
        List<PlanePoint> points = line
                .map(l -> l.preview((int) Math.rint(at.column()), (int) Math.rint(at.row())))
                .orElse(List.of());
        points.forEach(p -> out.add(new ImageMark.Place(
                p.rightMm() / costs.picture().columnMm(), p.downMm() / costs.picture().rowMm())));
        return out;
    }
}
