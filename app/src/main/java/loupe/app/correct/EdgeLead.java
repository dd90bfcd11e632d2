package loupe.app.correct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.fx.Background;
import loupe.app.measures.ViewSite;
import loupe.app.tool.ImageMark;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.work.UntilClosed;

/// Shows where livewire or level tracing would go with the pointer where it is, before the click; for the toolkit's thread. The
/// line is worked out beside it, one at a time: while one is, only the place the pointer came to last is kept.
final class EdgeLead implements SharedView.Pointing {
    private final StudyPictures pictures;
    private final Background working;
    private Optional<CorrectionTool.Follow> how = Optional.empty();
    private List<ImageMark.Place> clicks = List.of();
    private Optional<Wanted> wanted = Optional.empty();
    private Optional<ViewerViewModel> shown = Optional.empty();
    private Optional<ViewerViewModel.Seen> on = Optional.empty();
    private UntilClosed job = new UntilClosed();
    private boolean running;
    /// Of the thread beside the toolkit's alone.
    private Optional<WireTrace> traced = Optional.empty();

    /// @param pictures where the images are read
    /// @param working where lines are worked out
    EdgeLead(StudyPictures pictures, Background working) {
        this.pictures = pictures;
        this.working = working;
    }

    /// A line that is to be shown.
    ///
    /// @param clicks places clicked so far, for livewire
    private record Wanted(
            ViewerViewModel view, ViewerViewModel.Seen seen, CorrectionTool.Follow how, List<ImageMark.Place> clicks,
            ImageMark.Place at) {}

    /// Follows the pointer from now on; nothing for outlines that stay as they are drawn.
    void begin(CorrectionTool.Follow follow) {
        end();
        how = Optional.of(follow).filter(f -> f != CorrectionTool.Follow.DRAWN);
    }

    /// Forgets what was clicked and takes the line away; the next place of the pointer makes another.
    void clear() {
        job.close();
        job = new UntilClosed();
        clicks = List.of();
        on = Optional.empty();
        wanted = Optional.empty();
        shown.ifPresent(v -> v.leadProperty().set(List.of()));
        shown = Optional.empty();
    }

    /// Follows the pointer no more.
    void end() {
        clear();
        how = Optional.empty();
    }

    @Override
    public void at(ViewerViewModel view, ImageMark.Place place) {
        Optional<ViewerViewModel.Seen> seen = view.seenProperty().get();
        if (how.isEmpty() || seen.isEmpty() || !view.current() || seen.get().series().prior().isPresent()) {
            return;
        }
        if (!same(on, seen)) {
            clear();
        }
        on = seen;
        if (how.get() == CorrectionTool.Follow.LEVEL || !clicks.isEmpty()) {
            wanted = Optional.of(new Wanted(view, seen.get(), how.get(), clicks, place));
            next();
        }
    }

    @Override
    public void pressed(ViewerViewModel view, ImageMark.Place place) {
        if (how.filter(CorrectionTool.Follow.EDGES::equals).isEmpty() || !view.current()) {
            return;
        }
        if (!same(on, view.seenProperty().get())) {
            clear();
        }
        on = view.seenProperty().get();
        List<ImageMark.Place> more = new ArrayList<>(clicks);
        if (more.isEmpty() || !more.getLast().equals(place)) {
            more.add(place);
        }
        clicks = List.copyOf(more);
    }

    private static boolean same(Optional<ViewerViewModel.Seen> one, Optional<ViewerViewModel.Seen> other) {
        return one.isPresent() && other.isPresent() && one.get().series() == other.get().series()
                && one.get().slice() == other.get().slice();
    }

    private void next() {
        if (running || wanted.isEmpty()) {
            return;
        }
        Wanted w = wanted.get();
        wanted = Optional.empty();
        running = true;
        UntilClosed own = job;
        working.run(() -> line(w, own), line -> {
            running = false;
            if (job == own && same(on, w.view.seenProperty().get())) {
                shown = Optional.of(w.view);
                w.view.leadProperty().set(line);
            }
            next();
        }, fault -> {
            // What cannot be followed is said at the click.
            running = false;
            next();
        });
    }

    private List<ImageMark.Place> line(Wanted w, UntilClosed own) throws IOException {
        own.checkCancelled();
        Optional<ViewSite> site = ViewSite.of(w.seen);
        if (site.isEmpty()) {
            return List.of();
        }
        EdgeFollowing image = new EdgeFollowing(site.get(), pictures.picture(w.seen.series().places().get(w.seen.slice())).image());
        if (w.how == CorrectionTool.Follow.LEVEL) {
            return image.level(w.at);
        }
        Optional<WireTrace> before = traced.filter(t -> t.of(w.seen));
        WireTrace wire = (before.isPresent() ? before.get() : WireTrace.on(w.seen, image.costs())).through(w.clicks, own);
        traced = Optional.of(wire);
        return wire.to(w.at);
    }
}
