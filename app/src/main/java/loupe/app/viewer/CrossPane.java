package loupe.app.viewer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import loupe.core.render.Viewport;

/// The other planes' lines with their handles: a line dragged moves its plane, a handle dragged turns the planes, a double click
/// where they meet sets them straight. Nodes stay while they are dragged.
final class CrossPane extends Pane {
    private static final double GRIP = 9;
    private static final double HANDLE = 5;
    private static final double OUT = 0.33;

    private final List<ArmNodes> arms = List.of(new ArmNodes(), new ArmNodes());
    private final Circle middle = new Circle(8, Color.TRANSPARENT);
    private Optional<CrossLines> shown = Optional.empty();
    private Optional<Viewport> viewport = Optional.empty();
    private double scale = 1;
    private double angle;

    CrossPane() {
        setManaged(false);
        setPickOnBounds(false);
        middle.getStyleClass().add("cross-middle");
        middle.setOnMouseClicked(e -> {
            boolean twice = e.getClickCount() == 2 && e.getButton() == MouseButton.PRIMARY;
            shown.filter(c -> twice && c.turned()).ifPresent(c -> {
                c.moves().straight();
                e.consume();
            });
        });
        arms.forEach(a -> getChildren().addAll(a.line, a.grip, a.first, a.second));
        getChildren().add(middle);
        show(Optional.empty(), Optional.empty(), 1);
    }

    /// One plane's line.
    private final class ArmNodes {
        private final Line line = new Line();
        private final Line grip = new Line();
        private final Circle first = new Circle(HANDLE);
        private final Circle second = new Circle(HANDLE);

        ArmNodes() {
            line.setMouseTransparent(true);
            grip.setStroke(Color.TRANSPARENT);
            grip.setStrokeWidth(GRIP);
            grip.setCursor(Cursor.MOVE);
            grip.setOnMousePressed(CrossPane.this::taken);
            grip.setOnMouseDragged(this::move);
            for (Circle c : List.of(first, second)) {
                c.setCursor(Cursor.CROSSHAIR);
                c.setOnMousePressed(this::beginTurn);
                c.setOnMouseDragged(this::turn);
            }
        }

        private void move(MouseEvent e) {
            shown.ifPresent(c -> viewport.ifPresent(v -> c.moves().move(
                    c.arms().get(arms.indexOf(this)).plane(),
                    v.columnAt(e.getX() * scale, e.getY() * scale),
                    v.rowAt(e.getX() * scale, e.getY() * scale))));
            e.consume();
        }

        private void beginTurn(MouseEvent e) {
            angle = angle(e);
            taken(e);
        }

        private void turn(MouseEvent e) {
            double now = angle(e);
            double by = Math.IEEEremainder(now - angle, 2 * Math.PI);
            angle = now;
            shown.filter(c -> by != 0).ifPresent(c -> c.moves().turn(by));
            e.consume();
        }

        void show(Optional<CrossLines.Arm> arm) {
            boolean there = arm.isPresent() && viewport.isPresent();
            for (Node n : List.of(line, grip, first, second)) {
                n.setVisible(there);
            }
            line.getStyleClass().clear();
            if (there) {
                place(arm.orElseThrow(), viewport.orElseThrow());
            }
        }

        private void place(CrossLines.Arm arm, Viewport v) {
            ImageLine l = arm.line();
            for (Line each : List.of(line, grip)) {
                each.setStartX(v.xOf(l.fromColumn(), l.fromRow()) / scale);
                each.setStartY(v.yOf(l.fromColumn(), l.fromRow()) / scale);
                each.setEndX(v.xOf(l.toColumn(), l.toRow()) / scale);
                each.setEndY(v.yOf(l.toColumn(), l.toRow()) / scale);
            }
            String name = "plane-" + arm.plane().name().toLowerCase(Locale.ROOT);
            line.getStyleClass().setAll("reference-line", name);
            handle(first, line.getStartX(), line.getStartY(), name);
            handle(second, line.getEndX(), line.getEndY(), name);
        }

        /// A handle lies on the way to an end of the line, a third of the view from where the lines meet.
        private void handle(Circle c, double endX, double endY, String name) {
            double dx = endX - middle.getCenterX();
            double dy = endY - middle.getCenterY();
            double length = Math.max(1, Math.hypot(dx, dy));
            double out = Math.min(0.85 * length, OUT * Math.min(getWidth(), getHeight()));
            c.setCenterX(middle.getCenterX() + dx / length * out);
            c.setCenterY(middle.getCenterY() + dy / length * out);
            c.getStyleClass().setAll("plane-handle", name);
        }
    }

    private void taken(MouseEvent e) {
        getParent().requestFocus();
        e.consume();
    }

    /// Angle of the pointer about the place where the lines meet, clockwise on the image as it is stored.
    private double angle(MouseEvent e) {
        return shown.flatMap(c -> viewport.map(v -> Math.atan2(
                        (v.rowAt(e.getX() * scale, e.getY() * scale) - c.row()) * v.rowMm(),
                        (v.columnAt(e.getX() * scale, e.getY() * scale) - c.column()) * v.columnMm())))
                .orElse(0.0);
    }

    /// Draws the lines where the image lies on the screen now.
    ///
    /// @param pixels screen pixels for a unit of the layout
    void show(Optional<CrossLines> lines, Optional<Viewport> on, double pixels) {
        shown = lines;
        viewport = on;
        scale = pixels;
        middle.setVisible(lines.isPresent() && on.isPresent());
        lines.ifPresent(c -> on.ifPresent(v -> {
            middle.setCenterX(v.xOf(c.column(), c.row()) / scale);
            middle.setCenterY(v.yOf(c.column(), c.row()) / scale);
        }));
        for (int i = 0; i < arms.size(); i++) {
            int at = i;
            arms.get(i).show(lines.filter(c -> at < c.arms().size()).map(c -> c.arms().get(at)));
        }
    }
}
