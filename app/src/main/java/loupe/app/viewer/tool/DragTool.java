package loupe.app.viewer.tool;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import loupe.core.image.ValueWindow;
import loupe.core.render.Viewport;

/// Tools that change the view while the pointer is dragged. Pure: a view and a gesture give a view.
public enum DragTool {
    /// Right widens the window, down raises its centre.
    WINDOW(later("Window")) {
        @Override
        public ViewState drag(ViewState s, Drag d) {
            return s.window().map(w -> s.with(moved(w, d))).orElse(s);
        }
    },
    /// The image follows the pointer.
    PAN(later("Pan")) {
        @Override
        public ViewState drag(ViewState s, Drag d) {
            return s.viewport().map(v -> s.with(v.panned(d.dx(), d.dy()))).orElse(s);
        }
    },
    /// Up enlarges about the place where the drag began.
    ZOOM(later("Zoom")) {
        @Override
        public ViewState drag(ViewState s, Drag d) {
            return zoomed(s, Math.exp(-d.dy() / 150), d.startX(), d.startY());
        }
    },
    /// A rectangle whose values make the window once the button is let go; the drag itself changes nothing.
    REGION(later("Region window")) {
        @Override
        public ViewState drag(ViewState s, Drag d) {
            return s;
        }
    };

    private static final double WIDEST = 200_000;
    private static final double LEAST = 1e-12;
    private final String text;

    DragTool(String text) {
        this.text = text;
    }

    /// Short name for people.
    public String text() {
        return say(text);
    }

    /// The view after a drag.
    public abstract ViewState drag(ViewState s, Drag d);

    /// The view enlarged by a factor about a screen position.
    public static ViewState zoomed(ViewState s, double factor, double x, double y) {
        return s.viewport()
                .map((Viewport v) -> s.with(v.zoomed(factor, x, y)))
                .orElse(s);
    }

    /// A window after a drag of the window tool; never so narrow that numbers no longer tell its ends apart.
    public static ValueWindow moved(ValueWindow w, Drag d) {
        double least = w.function() == ValueWindow.Function.LINEAR ? 1 : Math.clamp(w.width() / 4, LEAST, 1e-3);
        double width = Math.clamp(w.width() * Math.exp(d.dx() / 300), least, WIDEST);
        double step = Math.max(w.width(), least) / 400;
        double centre = Math.clamp(w.centre() + d.dy() * step, -WIDEST, WIDEST);
        return w.over(centre, width);
    }
}
