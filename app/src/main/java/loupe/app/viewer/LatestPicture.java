package loupe.app.viewer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import loupe.app.fx.Background;
import loupe.app.viewer.look.UpperSeries;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.picture.ScreenPixels;
import loupe.app.viewer.picture.StudyPictures;
import loupe.app.viewer.picture.UpperPicture;
import loupe.app.viewer.screen.Frames;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.plane.Raster;
import loupe.core.render.RenderRequest;
import loupe.core.render.Toning;
import loupe.core.render.UpperImage;
import loupe.core.render.Viewport;
import loupe.core.segment.PlaneCuts;
import loupe.core.work.CancelledException;

/// Draws what is wanted beside the toolkit's thread: one picture at a time, the latest wish wins, nothing queues.
///
/// All methods are for the toolkit's thread.
final class LatestPicture implements AutoCloseable {
    private static final int AHEAD = 6;
    /// So long a preview stands before the screen's own pixels are worked out: the toolkit needs a processor to show it.
    private static final Duration SEEN = Duration.millis(10);
    /// So long before all pixels of the picture are, which take every processor for longer: between the turns of a wheel they are
    /// not begun where the screen is sharp already.
    private static final Duration RESTED = Duration.millis(40);
    private static final Duration RESTED_SHARP = Duration.millis(250);
    /// Samples of a picture for a pixel of the screen while it moves: half its resolution.
    private static final double HALF = 2;
    /// Pixels of a plane for one sample of a preview that is shown nowhere.
    private static final int UNSEEN = 8;

    private final StudyPictures pictures;
    private final Listener listener;
    private final Background drawing;
    private final Background fetching;
    private final Frames frames = new Frames();
    private final Backdrop backdrop = new Backdrop();
    private final PlaneCuts cuts = new PlaneCuts();
    private final PauseTransition seen = new PauseTransition(SEEN);
    private Optional<Wanted> next = Optional.empty();
    private boolean busy;
    private volatile boolean superseded;
    private volatile boolean closed;
    private volatile Optional<Sampled> sampled = Optional.empty();
    private volatile Optional<Sharp> sharp = Optional.empty();
    private volatile int lastSlice;
    private Optional<ShownSeries> lastSeries = Optional.empty();

    LatestPicture(StudyPictures pictures, Listener listener, Consumer<Throwable> faults) {
        this.pictures = pictures;
        this.listener = listener;
        this.drawing = new Background("draw", faults);
        this.fetching = new Background("prefetch", unused -> {});
    }

    /// Told when a picture is ready, on the toolkit's thread.
    interface Listener {
        /// A picture was drawn.
        void drawn(Shown shown, Frames.Standing pixels);

        /// Whether a part of a picture may be shown over the one before.
        boolean takesParts();

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
        start(w, half -> draw(w, false, half));
    }

    /// Draws on one half of the frames.
    private interface Drawing {
        Shown on(Frames.Half half) throws IOException;
    }

    private void start(Wanted w, Drawing how) {
        busy = true;
        superseded = false;
        Frames.Half half = frames.back(w.width(), w.height());
        drawing.run(() -> new Drawn(how.on(half), frames.change(backdrop.part())), this::drawn, fault -> failed(w, fault));
    }

    /// A picture that was drawn and what it changes on the screen.
    private record Drawn(Shown shown, Frames.Change change) {}

    /// A preview, and the screen's own pixels of the same picture in one part, for the next time it is drawn.
    private record Sharp(PictureCache.Picture preview, ImagePlace place, Viewport part, ScreenPixels pixels) {}

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

    private PictureCache.Picture picture(Wanted w, boolean refining) throws IOException {
        ImagePlace place = w.place();
        if (refining || !pictures.isSlow(place)) {
            return pictures.picture(place, () -> refining && superseded);
        }
        Optional<Sharp> known = sharp.filter(s -> s.place.equals(place));
        return known.isPresent() ? known.get().preview : preview(w);
    }

    /// A preview at half the screen's resolution, or coarser still where the screen's own pixels are drawn at once instead of it.
    private PictureCache.Picture preview(Wanted w) throws IOException {
        Raster r = w.place().workedOut().orElseThrow().raster();
        Viewport v = part(w, r.columns(), r.rows(), r.columnMm(), r.rowMm());
        int half = (int) Math.clamp(Math.rint(HALF / (v.pixelsPerMm() * Math.min(r.columnMm(), r.rowMm()))), 2, UNSEEN);
        boolean unseen = w.fusion().isEmpty() && pictures.isSoonOnScreen(w.place(), v);
        return pictures.preview(w.place(), unseen ? UNSEEN : 2, unseen ? UNSEEN : half);
    }

    /// Which part of an image is shown where.
    private static Viewport part(Wanted w, int columns, int rows, double columnMm, double rowMm) {
        return w.state()
                .viewport()
                .filter(v -> !w.state().fitted() && v.columnMm() == columnMm && v.rowMm() == rowMm)
                .orElseGet(() -> w.fitted(
                        Viewport.fit(w.width(), w.height(), columns, rows, columnMm, rowMm), columns, rows));
    }

    /// @param refining whether a preview was drawn and all pixels follow, unless something else is wanted meanwhile
    private Shown draw(Wanted w, boolean refining, Frames.Half half) throws IOException {
        PictureCache.Picture p = picture(w, refining);
        Optional<UpperPicture> upper = upper(w, refining);
        RasterImage image = p.image();
        ValueWindow window = w.state().window().orElse(p.ownWindow());
        Viewport viewport = part(w, image.columns(), image.rows(), p.page().columnMm(), p.page().rowMm());
        ViewState settled = w.state().settled(window, viewport);
        List<MaskOverlay> overlays = w.drawn(cuts);
        RenderRequest request = new RenderRequest(
                image, w.maskSlice(), w.toning(window), upper.flatMap(u -> over(w, u)), viewport, w.layers(overlays));
        List<MaskTag> tags = overlays.stream()
                .flatMap(o -> MaskTag.of(o, w.maskSlice()).stream())
                .toList();
        Shown shown = new Shown(w, settled, p, upper, request, tags, false);
        Optional<ScreenPixels> known = sharp.filter(s -> upper.isEmpty() && s.place.equals(w.place()) && s.part.equals(viewport))
                .map(Sharp::pixels);
        if (known.isPresent()) {
            return sharpened(shown, known.get(), half);
        }
        if (p.fidelity() == Fidelity.PREVIEW && sharpens(shown) && pictures.isSoonOnScreen(w.place(), viewport)) {
            return sharpen(shown, () -> false, half);
        }
        backdrop.draw(request, request, half.argb());
        return unlessClosed(shown, half);
    }

    /// Draws what stands as a preview with the screen's own pixels.
    private Shown sharpen(Shown shown, BooleanSupplier unwanted, Frames.Half half) throws IOException {
        ImagePlace place = shown.wanted().place();
        Viewport part = shown.request().viewport();
        ScreenPixels pixels = pictures.onScreen(place, part, unwanted).orElseThrow(CancelledException::new);
        sharp = Optional.of(new Sharp(shown.picture(), place, part, pixels));
        return sharpened(shown, pixels, half);
    }

    /// Draws the screen's own pixels, also once all of the picture's are at hand: what stands on the screen does not change then.
    private Shown sharpened(Shown shown, ScreenPixels pixels, Frames.Half half) {
        backdrop.draw(shown.request().of(pixels.image(), pixels.viewport()), shown.request(), half.argb());
        return unlessClosed(shown.sharpened(), half);
    }

    private Shown unlessClosed(Shown shown, Frames.Half half) {
        if (closed) {
            half.blacken();
            backdrop.blacken();
            cuts.forget();
            sampled = Optional.empty();
            sharp = Optional.empty();
            throw new CancelledException();
        }
        return shown;
    }

    private static Optional<UpperImage> over(Wanted w, UpperPicture u) {
        return w.fusion().map(f -> new UpperImage(
                u.image(), new Toning(f.window().orElse(u.ownWindow()), false, f.colours()), f.opacity(),
                f.clearUpTo().orElse(u.clearUpTo())));
    }

    private void drawn(Drawn drawn) {
        busy = false;
        if (closed) {
            drawn.change.part().ifPresent(p -> p.pixels().blacken());
            return;
        }
        Shown shown = drawn.shown;
        listener.drawn(shown, frames.show(drawn.change, listener.takesParts()));
        if (next.isEmpty() && shown.waits()) {
            read(shown.wanted());
        } else if (next.isEmpty() && shown.fidelity() == Fidelity.PREVIEW) {
            boolean sharpens = shown.isCoarse() && sharpens(shown);
            seen.setDuration(sharpens ? SEEN : shown.isCoarse() ? RESTED : RESTED_SHARP);
            seen.setOnFinished(e -> refine(
                    shown.wanted(),
                    half -> sharpens ? sharpen(shown, () -> superseded, half) : draw(shown.wanted(), true, half)));
            seen.playFromStart();
        } else {
            more();
            prefetch(shown);
        }
    }

    /// Whether the screen's own pixels are worked out before all of the picture's are.
    private boolean sharpens(Shown shown) {
        return shown.upper().isEmpty() && !shown.waits()
                && pictures.isOnScreen(shown.wanted().place(), shown.request().viewport());
    }

    private void refine(Wanted w, Drawing how) {
        if (!busy && !closed && next.isEmpty()) {
            start(w, how);
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
        ShownSeries series = shown.wanted().series();
        boolean turned = series.planes().isPresent() && lastSeries.filter(s -> s == series).isEmpty();
        lastSeries = Optional.of(series);
        if (!moved || turned) {
            return; // planes just turned are not scrolled through yet
        }
        for (int i = 1; i <= AHEAD; i++) {
            fetch(series, slice + step * i);
        }
        fetch(series, slice - step);
    }

    private void fetch(ShownSeries series, int slice) {
        if (slice < 0 || slice >= series.places().size() || pictures.has(series.places().get(slice))) {
            return;
        }
        ImagePlace place = series.places().get(slice);
        if (pictures.isSlow(place)) {
            return; // it would take the processors from what is looked at
        }
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
        sharp = Optional.empty();
        frames.blacken();
        backdrop.blacken();
        cuts.forget();
    }
}
