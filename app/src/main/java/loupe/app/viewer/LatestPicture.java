package loupe.app.viewer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import loupe.app.fx.Background;
import loupe.app.viewer.look.UpperSeries;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.picture.StudyPictures;
import loupe.app.viewer.picture.UpperPicture;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.RenderRequest;
import loupe.core.render.Toning;
import loupe.core.render.UpperImage;
import loupe.core.render.Viewport;
import loupe.core.work.CancelledException;

/// Draws what is wanted beside the toolkit's thread: one picture at a time, the latest wish wins, nothing queues.
///
/// All methods are for the toolkit's thread.
final class LatestPicture implements AutoCloseable {
    private static final int AHEAD = 6;
    /// So long a preview stands before all pixels are drawn: they take every processor, and the toolkit needs one to show it.
    private static final Duration SEEN = Duration.millis(40);

    private final StudyPictures pictures;
    private final Listener listener;
    private final Background drawing;
    private final Background fetching;
    private final Frames frames = new Frames();
    private final Backdrop backdrop = new Backdrop();
    private final PauseTransition seen = new PauseTransition(SEEN);
    private Optional<Wanted> next = Optional.empty();
    private boolean busy;
    private volatile boolean superseded;
    private volatile boolean closed;
    private volatile Optional<Sampled> sampled = Optional.empty();
    private volatile int lastSlice;

    LatestPicture(StudyPictures pictures, Listener listener, Consumer<Throwable> faults) {
        this.pictures = pictures;
        this.listener = listener;
        this.drawing = new Background("draw", faults);
        this.fetching = new Background("prefetch", unused -> {});
    }

    /// Told when a picture is ready, on the toolkit's thread.
    interface Listener {
        /// A picture was drawn.
        void drawn(Shown shown, WritableImage image);

        /// What is laid over a picture can be drawn now.
        void read();

        /// What is to be laid over a picture cannot be read.
        void unreadable(UpperSeries upper, Throwable fault);

        /// A picture cannot be had.
        void failed(Wanted wanted, Throwable fault);
    }

    void want(Wanted wanted) {
        next = Optional.of(wanted);
        superseded = true;
        if (!busy && !closed) {
            start();
        }
    }

    private void start() {
        seen.stop();
        Wanted w = next.orElseThrow();
        next = Optional.empty();
        start(w, false);
    }

    /// @param refining whether a preview was drawn and all pixels follow, unless something else is wanted meanwhile
    private void start(Wanted w, boolean refining) {
        busy = true;
        superseded = false;
        Frames.Half half = frames.back(w.width(), w.height());
        drawing.run(
                () -> draw(w, picture(w.place(), refining), upper(w, refining), half), this::drawn, fault -> failed(w, fault));
    }

    /// What was laid over an image last, for the next picture of the same image.
    private record Sampled(UpperSeries upper, ImagePlace place, int step, UpperPicture picture) {
        boolean is(UpperSeries other, ImagePlace at, int coarse) {
            return step == coarse && place.equals(at) && upper.equals(other);
        }
    }

    /// What is laid over the image; empty while its volume is not read.
    private Optional<UpperPicture> upper(Wanted w, boolean refining) throws IOException {
        if (w.fusion().isEmpty() || !pictures.holds(w.fusion().get().upper())) {
            return Optional.empty();
        }
        UpperSeries above = w.fusion().get().upper();
        int step = !refining && pictures.isSlow(w.place()) ? 2 : 1;
        Optional<Sampled> known = sampled.filter(s -> s.is(above, w.place(), step));
        if (known.isEmpty()) {
            UpperPicture made = pictures.upper(above, w.site().orElseThrow(), step, () -> refining && superseded);
            known = Optional.of(new Sampled(above, w.place(), step, made));
            sampled = known;
        }
        return known.map(Sampled::picture);
    }

    private PictureCache.Picture picture(ImagePlace place, boolean refining) throws IOException {
        if (!refining && pictures.isSlow(place)) {
            return pictures.preview(place);
        }
        return pictures.picture(place, () -> refining && superseded);
    }

    private Shown draw(Wanted w, PictureCache.Picture p, Optional<UpperPicture> upper, Frames.Half half) {
        RasterImage image = p.image();
        ValueWindow window = w.state().window().orElse(p.ownWindow());
        Viewport viewport = w.state()
                .viewport()
                .filter(v -> !w.state().fitted() && v.columnMm() == p.page().columnMm() && v.rowMm() == p.page().rowMm())
                .orElseGet(() -> w.fitted(
                        Viewport.fit(
                                w.width(), w.height(), image.columns(), image.rows(), p.page().columnMm(), p.page().rowMm()),
                        image.columns(),
                        image.rows()));
        ViewState settled = w.state().settled(window, viewport);
        List<MaskOverlay> overlays = w.drawn();
        RenderRequest request = new RenderRequest(
                image, w.maskSlice(), w.toning(window), upper.flatMap(u -> over(w, u)), viewport, w.layers(overlays));
        backdrop.draw(request, half.argb());
        if (closed) {
            half.blacken();
            backdrop.blacken();
            sampled = Optional.empty();
            throw new CancelledException();
        }
        List<MaskTag> tags = overlays.stream()
                .flatMap(o -> MaskTag.of(o, w.maskSlice()).stream())
                .toList();
        return new Shown(w, settled, p, upper, request, tags);
    }

    private static Optional<UpperImage> over(Wanted w, UpperPicture u) {
        return w.fusion().map(f -> new UpperImage(
                u.image(), new Toning(f.window().orElse(u.ownWindow()), false, f.colours()), f.opacity(),
                f.clearUpTo().orElse(u.clearUpTo())));
    }

    private void drawn(Shown shown) {
        busy = false;
        if (closed) {
            return;
        }
        listener.drawn(shown, frames.swap());
        if (next.isEmpty() && shown.waits()) {
            read(shown.wanted());
        } else if (next.isEmpty() && shown.fidelity() == Fidelity.PREVIEW) {
            seen.setOnFinished(e -> refine(shown.wanted()));
            seen.playFromStart();
        } else {
            more();
            prefetch(shown);
        }
    }

    private void refine(Wanted w) {
        if (!busy && !closed && next.isEmpty()) {
            start(w, true);
        }
    }

    /// Reads the volume of what is laid over the image; what is wanted then is drawn.
    private void read(Wanted w) {
        UpperSeries upper = w.fusion().orElseThrow().upper();
        fetching.run(() -> pictures.read(upper), unused -> listener.read(), fault -> {
            if (!closed && !(fault instanceof CancelledException)) {
                listener.unreadable(upper, fault);
            }
        });
    }

    private void failed(Wanted wanted, Throwable fault) {
        busy = false;
        if (!closed) {
            if (!(fault instanceof CancelledException)) {
                listener.failed(wanted, fault);
            }
            more();
        }
    }

    private void more() {
        if (next.isPresent()) {
            start();
        }
    }

    /// Decodes what comes next in the direction of scrolling, and one behind.
    private void prefetch(Shown shown) {
        int slice = shown.state().slice();
        int step = slice >= lastSlice ? 1 : -1;
        boolean moved = slice != lastSlice;
        lastSlice = slice;
        if (!moved) {
            return;
        }
        for (int i = 1; i <= AHEAD; i++) {
            fetch(shown.wanted().series(), slice + step * i);
        }
        fetch(shown.wanted().series(), slice - step);
    }

    private void fetch(ShownSeries series, int slice) {
        if (slice < 0 || slice >= series.places().size() || series.around().isPresent() || pictures.has(series.places().get(slice))) {
            return;
        }
        ImagePlace place = series.places().get(slice);
        fetching.run(() -> passed(slice) || pictures.picture(place).bytes() > 0, unused -> {});
    }

    /// Whether the reader has scrolled on meanwhile.
    private boolean passed(int slice) {
        return closed || Math.abs(slice - lastSlice) > 2 * AHEAD;
    }

    /// Stops and blackens what was drawn; a drawing under way blackens its own at its end. The pictures stay: others may show them.
    @Override
    public void close() {
        closed = true;
        seen.stop();
        drawing.close();
        fetching.close();
        sampled = Optional.empty();
        frames.both().forEach(Frames.Half::blacken);
        backdrop.blacken();
    }
}
