package loupe.app.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import loupe.app.tool.DrawingTool;
import loupe.app.tool.ImageMark;
import loupe.app.viewer.ViewerPane;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.measure.Shape;
import loupe.review.session.ReviewSession;

/// Turns the left button over an image into drawings, and a press on one into its being moved.
public final class DrawingLayer {
    private static final double NEAR = 7;
    private static final double STILL = 4;

    private final ViewerPane pane;
    private final ViewerViewModel view;
    private final MeasuresViewModel measures;
    private final List<PatientPoint> points = new ArrayList<>();
    private Optional<PatientPoint> at = Optional.empty();
    private Optional<ViewSite> begun = Optional.empty();
    private Optional<Grip> grip = Optional.empty();
    private Point2D pressed = Point2D.ZERO;

    /// @param pane what is drawn on
    /// @param view what it shows
    /// @param measures takes what is drawn
    public DrawingLayer(ViewerPane pane, ViewerViewModel view, MeasuresViewModel measures) {
        this.pane = pane;
        this.view = view;
        this.measures = measures;
    }

    /// A drawing, or the outline that waits (empty), held by one of its points, or as a whole (-1).
    private record Grip(Optional<Annotation> drawn, int handle, PatientPoint from) {}

    /// Listens from now on.
    public void install() {
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
        pane.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> follow(e));
        pane.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && taken()) {
                e.consume();
            }
        });
        view.seenProperty().addListener((o, before, now) -> seen());
        view.tools().drawingProperty().addListener((o, before, now) -> drop());
        measures.onChanged(this::show);
        show();
    }

    /// Ends what is being drawn, or takes what a tool shows; with a tool in hand the key means nothing else.
    private boolean taken() {
        if (!points.isEmpty()) {
            take();
            return true;
        }
        return measures.outlines().take() || tool().isPresent();
    }

    private Optional<DrawingTool> tool() {
        return view.tools().drawingProperty().get();
    }

    private void seen() {
        if (begun.isPresent() && !begun.equals(site())) {
            drop();
        }
        show();
    }

    /// Where the image lies; a prior is only looked at, so it has no place for drawings.
    private Optional<ViewSite> site() {
        return view.seenProperty().get().filter(s -> s.series().prior().isEmpty()).flatMap(s -> ViewSite.of(s)
                .map(at -> at.scaled(view.tools().inForce(s.series().places().get(s.slice()), at.space().scale()))));
    }

    private Optional<PatientPoint> under(MouseEvent e) {
        return site().flatMap(s -> pane.indexAt(e.getX(), e.getY())
                .map(i -> s.raster().toPatient(s.space().plane(), i.column(), i.row())));
    }

    private void pressed(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || e.isShiftDown()) {
            return;
        }
        pressed = new Point2D(e.getX(), e.getY());
        Optional<PatientPoint> p = under(e).filter(unused -> view.current());
        if (points.isEmpty() && p.isPresent() && grabPending(e, p.get())) {
            pane.requestFocus();
            e.consume();
        } else if (tool().isPresent()) {
            pane.requestFocus();
            if (view.currentProperty().get().around().isPresent()) {
                pane.refuseMeasure();
            }
            p.filter(unused -> measures.open()).ifPresent(this::add);
            e.consume();
        } else if (view.tools().brushProperty().get().isEmpty() && p.isPresent() && grab(e, p.get())) {
            pane.requestFocus();
            e.consume();
        }
    }

    private void add(PatientPoint p) {
        begun = begun.or(this::site);
        if (points.isEmpty() || !points.getLast().equals(p)) {
            points.add(p);
        }
        at = Optional.of(p);
        if (points.size() == tool().orElseThrow().most()) {
            take();
        }
        show();
    }

    private void dragged(MouseEvent e) {
        if (!e.isPrimaryButtonDown()) {
            return;
        }
        if (grip.isPresent()) {
            under(e).ifPresent(this::move);
            e.consume();
        } else if (tool().isPresent()) {
            under(e).ifPresent(p -> {
                at = Optional.of(p);
                if (tool().orElseThrow() == DrawingTool.FREEHAND && !points.isEmpty()) {
                    points.add(p);
                }
            });
            show();
            e.consume();
        }
    }

    private void move(PatientPoint p) {
        grip.filter(g -> g.drawn.isEmpty()).ifPresent(g -> movePending(g, p));
        grip.filter(g -> g.drawn.isPresent()).ifPresent(g -> {
            Annotation drawn = g.drawn.orElseThrow();
            Measure m = drawn.measure();
            PatientPoint on = p.plus(m.space().plane().normal().times(-m.space().plane().depthMm(p)));
            Optional<Shape> moved = g.handle >= 0
                    ? DrawingTool.moved(m.shape(), g.handle, on, m.space().plane())
                    : DrawingTool.moved(m.shape(), on.minus(g.from), m.space().plane());
            moved.ifPresent(s -> measures.preview(drawn.with(s)));
        });
    }

    private void movePending(Grip g, PatientPoint p) {
        site().ifPresent(s -> measures.outlines().pending(s)
                .flatMap(shape -> g.handle >= 0
                        ? DrawingTool.moved(shape, g.handle, p, s.space().plane())
                        : DrawingTool.moved(shape, p.minus(g.from), s.space().plane()))
                .ifPresent(moved -> {
                    measures.outlines().drawn(s, moved);
                    grip = g.handle >= 0 ? grip : Optional.of(new Grip(Optional.empty(), -1, p));
                }));
    }

    /// Takes hold of the outline that waits, by a point of it or its lines.
    private boolean grabPending(MouseEvent e, PatientPoint p) {
        Point2D here = new Point2D(e.getX(), e.getY());
        Optional<Grip> taken = waiting().flatMap(m -> {
            int handle = near(m.handles(), here);
            boolean hit = handle >= 0 || m.paths().stream().anyMatch(path -> touches(path, here));
            return hit ? Optional.of(new Grip(Optional.empty(), handle, p)) : Optional.empty();
        });
        grip = taken.or(() -> grip);
        return taken.isPresent();
    }

    /// The outline that waits on the image, as it is drawn.
    private Optional<ImageMark> waiting() {
        return site().flatMap(s -> measures.outlines().pending(s).map(new ImageMarks(s)::waiting));
    }

    private void released(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (grip.isPresent()) {
            boolean kept = grip.get().drawn.isPresent();
            grip = Optional.empty();
            if (kept) {
                measures.keepChange();
            }
            e.consume();
        } else if (tool().isPresent()) {
            boolean far = pressed.distance(e.getX(), e.getY()) > STILL;
            if (tool().get() == DrawingTool.FREEHAND) {
                take();
            } else if (far && !points.isEmpty()) {
                under(e).ifPresent(this::add);
            }
            e.consume();
        }
    }

    private void clicked(MouseEvent e) {
        if (tool().isPresent() && e.getButton() == MouseButton.PRIMARY) {
            if (e.getClickCount() == 2) {
                take();
            }
            e.consume();
        }
    }

    private void follow(MouseEvent e) {
        if (!points.isEmpty()) {
            at = under(e);
            show();
        }
    }

    /// Keeps what is drawn, if it makes a shape; what ends with a number of points begins anew if it makes none.
    private void take() {
        begun.ifPresent(s -> tool().flatMap(t -> t.shape(points, s.space().plane())).ifPresent(shape -> {
            if (measures.outlines().wanted()) {
                measures.outlines().drawn(s, shape);
            } else {
                measures.draw(new ReviewSession.Draft(s.place(), new Measure(s.space(), shape), s.thicknessMm(), "", Optional.empty()));
            }
        }));
        drop();
    }

    private void drop() {
        points.clear();
        at = Optional.empty();
        begun = Optional.empty();
        show();
    }

    /// Takes the drawing under the pointer: one in hand by a point of it, any by its lines.
    private boolean grab(MouseEvent e, PatientPoint p) {
        Point2D here = new Point2D(e.getX(), e.getY());
        for (ImageMark m : view.marksProperty().get().reversed()) {
            int handle = m.selected() ? near(m.handles(), here) : -1;
            boolean hit = handle >= 0 || m.paths().stream().anyMatch(path -> touches(path, here));
            if (!m.id().isEmpty() && hit) {
                measures.select(Optional.of(m.id()));
                grip = measures.inHand().filter(unused -> measures.open()).map(a -> new Grip(Optional.of(a), handle, p));
                return true;
            }
        }
        measures.select(Optional.empty());
        return false;
    }

    private int near(List<ImageMark.Place> places, Point2D here) {
        for (int i = 0; i < places.size(); i++) {
            if (on(places.get(i)).distance(here) <= NEAR) {
                return i;
            }
        }
        return -1;
    }

    private Point2D on(ImageMark.Place p) {
        return pane.placeOf(p.column(), p.row()).orElse(Point2D.ZERO);
    }

    private boolean touches(List<ImageMark.Place> path, Point2D here) {
        for (int i = 1; i < path.size(); i++) {
            Point2D a = on(path.get(i - 1));
            Point2D d = on(path.get(i)).subtract(a);
            double length = d.dotProduct(d);
            double t = length == 0 ? 0 : Math.clamp(here.subtract(a).dotProduct(d) / length, 0, 1);
            if (a.add(d.multiply(t)).distance(here) <= NEAR) {
                return true;
            }
        }
        return false;
    }

    private void show() {
        List<ImageMark> marks = new ArrayList<>(ImageMarks.of(site(), measures));
        waiting().ifPresent(marks::add);
        if (!points.isEmpty() && begun.isPresent()) {
            marks.add(underWay(new ImageMarks(begun.get()), begun.get()));
        }
        view.marksProperty().set(List.copyOf(marks));
    }

    /// What is drawn so far, with the pointer as its next place.
    private ImageMark underWay(ImageMarks on, ViewSite site) {
        if (measures.outlines().followed()) {
            return on.clicked(points);
        }
        List<PatientPoint> all = new ArrayList<>(points);
        at.filter(p -> !p.equals(points.getLast())).ifPresent(all::add);
        return tool().flatMap(t -> t.shape(all, site.space().plane())).map(on::of).orElseGet(() -> on.of(all));
    }
}
