package loupe.app.slide;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import loupe.app.fx.Background;
import loupe.core.slide.Areas;
import loupe.core.slide.CountingFrame;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideView;

/// The tool in hand: turns presses and drags into shapes; what is not finished is only drawn, never kept.
final class ToolHand implements AutoCloseable {
    private static final double NEAR = 10;
    private static final double WAND_STEP = 14;
    private static final Color DRAWN = Color.rgb(255, 214, 0);

    private final SlideViewModel model;
    private final ObjectsViewModel objects;
    private final Taking taking;
    private final Background beside;
    private double[] path = new double[0];
    private Optional<FeatureOutline> taken = Optional.empty();
    private Optional<FeatureLayer.Standing> into = Optional.empty();
    private boolean subtracting;
    private double brush = 20;
    private double lastX;
    private double lastY;

    /// Takes what looks like a place; called beside the toolkit's thread.
    interface Taking {
        /// The outline in pixels of level 0.
        Optional<FeatureOutline> at(double x, double y, double downsampling) throws java.io.IOException;
    }

    ToolHand(SlideViewModel model, ObjectsViewModel objects, Taking taking, Consumer<Throwable> faults) {
        this.model = model;
        this.objects = objects;
        this.taking = taking;
        this.beside = new Background("slide-wand", faults);
        objects.toolProperty().addListener((o, before, now) -> drop());
    }

    private SlideTool tool() {
        return objects.toolProperty().get();
    }

    /// Whether a shape is begun.
    boolean busy() {
        return path.length > 0;
    }

    /// Lets go what is not finished.
    void drop() {
        path = new double[0];
        taken = Optional.empty();
        into = Optional.empty();
    }

    /// Makes the brush larger or smaller.
    void scaleBrush(double factor) {
        brush = Math.clamp(brush * factor, 2, 200);
    }

    private void add(double x, double y) {
        path = Arrays.copyOf(path, path.length + 2);
        path[path.length - 2] = model.now().slideX(x);
        path[path.length - 1] = model.now().slideY(y);
    }

    void press(double x, double y, boolean alt, int clicks) {
        lastX = x;
        lastY = y;
        switch (tool()) {
            case MOVE -> { }
            case POINT -> objects.draw("point", FeatureOutline.point(model.now().slideX(x), model.now().slideY(y)));
            case POLYGON -> corner(x, y, clicks);
            case LINE, FRAME -> {
                drop();
                add(x, y);
                add(x, y);
            }
            case BRUSH -> {
                drop();
                add(x, y);
                subtracting = alt;
                into = objects.inHandProperty().get().stream()
                        .filter(s -> s.feature().outline().kind() == FeatureOutline.Kind.POLYGON)
                        .filter(s -> alt || s.feature().outline().holds(path[0], path[1], 0))
                        .findFirst();
            }
            case WAND -> {
                drop();
                add(x, y);
                sample(x, y);
            }
        }
    }

    private void corner(double x, double y, int clicks) {
        boolean first = path.length >= 6 && Math.hypot(model.now().screenX(path[0]) - x, model.now().screenY(path[1]) - y) < NEAR;
        if (clicks > 1 || first) {
            finish();
        } else {
            add(x, y);
        }
    }

    void drag(double x, double y) {
        switch (tool()) {
            case LINE, FRAME -> {
                path = Arrays.copyOf(path, 2);
                add(x, y);
            }
            case BRUSH -> add(x, y);
            case WAND -> {
                if (Math.hypot(x - lastX, y - lastY) > WAND_STEP) {
                    lastX = x;
                    lastY = y;
                    sample(x, y);
                }
            }
            case MOVE, POINT, POLYGON -> { }
        }
    }

    void release() {
        if (tool() != SlideTool.POLYGON) {
            finish();
        }
    }

    /// Ends the shape that is begun.
    void finish() {
        double[] xy = path;
        if (xy.length == 0) {
            return;
        }
        switch (tool()) {
            case LINE -> {
                if (xy[0] != xy[2] || xy[1] != xy[3]) {
                    objects.draw("line", FeatureOutline.line(xy));
                }
            }
            case POLYGON -> polygon(xy);
            case FRAME -> frame(xy);
            case BRUSH -> painted(Areas.stroke(xy, brush * model.now().downsampling()));
            case WAND -> {
                beside.run(() -> true, done -> {
                    taken.ifPresent(o -> objects.draw("wand", o));
                    drop();
                });
                return;
            }
            case MOVE, POINT -> { }
        }
        drop();
    }

    private void polygon(double[] xy) {
        if (xy.length >= 6) {
            FeatureOutline drawn = FeatureOutline.polygon(xy);
            // Where its sides cross, the parts that count are made areas of their own.
            objects.draw("polygon", Areas.fault(drawn).isEmpty() ? drawn : Areas.union(drawn, drawn));
        }
    }

    private void frame(double[] xy) {
        SlideView.Box b = new SlideView.Box(
                Math.min(xy[0], xy[2]), Math.min(xy[1], xy[3]), Math.max(xy[0], xy[2]), Math.max(xy[1], xy[3]));
        boolean drawn = b.right() - b.left() > 4 * model.now().downsampling() && b.bottom() > b.top();
        objects.frameProperty().set(drawn ? Optional.of(new CountingFrame(b)) : Optional.empty());
    }

    private void painted(FeatureOutline stroke) {
        if (into.isEmpty()) {
            if (!subtracting) {
                objects.draw("brush", stroke);
            }
            return;
        }
        FeatureLayer.Standing old = into.get();
        Optional<FeatureOutline> next = subtracting
                ? Areas.difference(old.feature().outline(), stroke)
                : Optional.of(Areas.union(old.feature().outline(), stroke));
        next.ifPresentOrElse(o -> objects.redraw(subtracting ? "eraser" : "brush", old, o), () -> objects.delete(old));
    }

    private void sample(double x, double y) {
        double sx = model.now().slideX(x);
        double sy = model.now().slideY(y);
        double ds = model.now().downsampling();
        Optional<FeatureOutline> before = taken;
        beside.run(() -> taking.at(sx, sy, ds), more -> {
            if (busy()) {
                taken = taken.isPresent() && more.isPresent()
                        ? Optional.of(Areas.union(taken.get(), more.get()))
                        : more.or(() -> before);
                model.touch();
            }
        });
    }

    /// Draws what is begun, what is in hand and the frame.
    void draw(Canvas canvas) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        SlideView v = model.now();
        if (objects.shownProperty().get()) {
            List<FeatureLayer.Standing> held = objects.inHandProperty().get();
            for (FeatureLayer.Standing s : held.size() > 500 ? held.subList(0, 500) : held) {
                ObjectsDrawing.outline(g, v, s.feature().outline(), Color.BLACK, 4);
                ObjectsDrawing.outline(g, v, s.feature().outline(), DRAWN, 2);
            }
        }
        objects.frameProperty().get().ifPresent(f -> frame(g, v, f.box()));
        taken.ifPresent(o -> ObjectsDrawing.outline(g, v, o, DRAWN, 2));
        begun(g, v);
    }

    private void begun(GraphicsContext g, SlideView v) {
        if (path.length == 0) {
            return;
        }
        if (tool() == SlideTool.FRAME && path.length == 4) {
            frame(g, v, new SlideView.Box(
                    Math.min(path[0], path[2]), Math.min(path[1], path[3]), Math.max(path[0], path[2]), Math.max(path[1], path[3])));
        } else if (tool() == SlideTool.BRUSH) {
            g.setLineCap(StrokeLineCap.ROUND);
            g.setLineJoin(StrokeLineJoin.ROUND);
            double[] dot = path.length > 2 ? path : new double[] {path[0], path[1], path[0] + 0.01, path[1]};
            ObjectsDrawing.outline(g, v, FeatureOutline.line(dot), Color.rgb(255, 214, 0, 0.4), 2 * brush);
            g.setLineCap(StrokeLineCap.BUTT);
        } else if (path.length >= 4) {
            ObjectsDrawing.outline(g, v, FeatureOutline.line(path), DRAWN, 2);
        } else if (tool() == SlideTool.POLYGON) {
            ObjectsDrawing.outline(g, v, FeatureOutline.point(path[0], path[1]), DRAWN, 2);
        }
    }

    /// Edges that count are green and dashed, edges that do not are red and whole.
    private static void frame(GraphicsContext g, SlideView v, SlideView.Box b) {
        double l = v.screenX(b.left());
        double t = v.screenY(b.top());
        double r = v.screenX(b.right());
        double bottom = v.screenY(b.bottom());
        g.setLineWidth(2);
        g.setStroke(Color.rgb(200, 0, 0));
        g.strokePolyline(new double[] {l, l, r, r}, new double[] {t - 24, bottom, bottom, bottom + 24}, 4);
        g.setStroke(Color.rgb(0, 130, 60));
        g.setLineDashes(7, 4);
        g.strokePolyline(new double[] {l, r, r}, new double[] {t, t, bottom}, 3);
        g.setLineDashes();
    }

    @Override
    public void close() {
        beside.close();
    }
}
