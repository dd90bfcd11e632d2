package loupe.app.viewer.lens;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import loupe.app.fx.Background;
import loupe.app.tool.MarkPane;
import loupe.app.viewer.ViewerPane;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;

/// A round lens about the pointer, drawn from the image's own pixels with all that lies over them, two to four times as large.
/// The value under the pointer stays the view's. Drawn beside the toolkit's thread, the latest wish wins.
public final class Magnifier implements AutoCloseable {
    private static final double SIDE = 260;

    private final ViewerPane pane;
    private final ViewerViewModel view;
    private final Background drawing;
    private final Pane lens = new Pane();
    private final ImageView picture = new ImageView();
    private final MarkPane marks = new MarkPane();
    private final Circle rim = new Circle(SIDE / 2, SIDE / 2, SIDE / 2 - 1);
    private final Label factor = new Label();
    private int[] argb = {};
    private Optional<Point2D> pointer = Optional.empty();
    private boolean busy;
    private boolean again;
    private volatile boolean closed;

    /// @param faults keeps what went wrong
    public Magnifier(ViewerPane pane, ViewerViewModel view, Consumer<Throwable> faults) {
        this.pane = pane;
        this.view = view;
        this.drawing = new Background("magnifier", faults);
        lens.setId("lens");
        lens.setManaged(false);
        lens.setMouseTransparent(true);
        lens.setVisible(false);
        rim.getStyleClass().add("lens-rim");
        factor.getStyleClass().addAll("colour-bar", "colour-bar-text");
        factor.setLayoutX(SIDE / 2 - 14);
        factor.setLayoutY(SIDE - 34);
        Group round = new Group(picture, marks);
        round.setClip(new Circle(SIDE / 2, SIDE / 2, SIDE / 2 - 1));
        lens.getChildren().addAll(round, rim, factor);
    }

    /// Listens from now on.
    public void install() {
        pane.getChildren().add(lens);
        pane.addEventFilter(MouseEvent.MOUSE_MOVED, this::at);
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::at);
        pane.addEventFilter(MouseEvent.MOUSE_EXITED_TARGET, e -> {
            if (e.getTarget() == pane) {
                pointer = Optional.empty();
                want();
            }
        });
        pane.onDrawn(this::want);
        view.tools().magnificationProperty().addListener((o, before, now) -> want());
        view.marksProperty().addListener((o, before, now) -> want());
    }

    private void at(MouseEvent e) {
        pointer = Optional.of(new Point2D(e.getX(), e.getY()));
        want();
    }

    private void want() {
        int times = view.tools().magnificationProperty().get();
        Optional<RenderRequest> drawn = pane.drawnRequest();
        if (times < 2 || pointer.isEmpty() || drawn.isEmpty() || closed) {
            lens.setVisible(false);
            picture.setImage(null);
            return;
        }
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        again = false;
        double s = pane.scale();
        LensView where = LensView.of(
                drawn.get().viewport(), pointer.get().getX() * s, pointer.get().getY() * s, (int) Math.round(SIDE * s), times);
        if (argb.length != where.part().width() * where.part().height()) {
            argb = new int[where.part().width() * where.part().height()];
        }
        RenderRequest part = drawn.get().in(where.part());
        drawing.run(() -> draw(part, argb), unused -> show(where, times, s), fault -> busy = false);
    }

    private boolean draw(RenderRequest part, int[] into) {
        SliceRenderer.render(part, into);
        return true;
    }

    private void show(LensView where, int times, double s) {
        busy = false;
        if (closed) {
            Arrays.fill(argb, 0);
            return;
        }
        Viewport v = where.part();
        WritableImage image = picture.getImage() instanceof WritableImage w && w.getWidth() == v.width()
                ? w
                : new WritableImage(v.width(), v.height());
        image.getPixelWriter().setPixels(0, 0, v.width(), v.height(), PixelFormat.getIntArgbInstance(), argb, 0, v.width());
        picture.setImage(image);
        picture.setFitWidth(v.width() / s);
        picture.setFitHeight(v.height() / s);
        marks.show(
                view.marksProperty().get(),
                p -> new Point2D(v.xOf(p.column(), p.row()) / s, v.yOf(p.column(), p.row()) / s),
                Integer.MAX_VALUE);
        marks.resize(SIDE, SIDE);
        marks.layout();
        factor.setText("×" + times);
        lens.resizeRelocate(where.left() / s, where.top() / s, SIDE, SIDE);
        lens.setVisible(view.tools().magnificationProperty().get() >= 2 && pointer.isPresent());
        if (again) {
            want();
        }
    }

    /// Stops drawing and blackens what was drawn.
    @Override
    public void close() {
        closed = true;
        drawing.close();
        lens.setVisible(false);
        if (picture.getImage() instanceof WritableImage w) {
            int columns = (int) w.getWidth();
            int rows = (int) w.getHeight();
            w.getPixelWriter().setPixels(
                    0, 0, columns, rows, PixelFormat.getIntArgbInstance(), new int[columns * rows], 0, columns);
        }
        picture.setImage(null);
        Arrays.fill(argb, 0);
    }
}
