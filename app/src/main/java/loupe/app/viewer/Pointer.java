package loupe.app.viewer;

import java.util.Optional;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import loupe.app.viewer.tool.Drag;
import loupe.app.viewer.tool.DragTool;

/// Turns mouse and wheel over the image into gestures: left is the tool in hand, middle pans, right zooms, the wheel
/// scrolls, with Ctrl it zooms about the pointer.
final class Pointer {
    private final ViewerPane pane;
    private final ViewerViewModel model;
    private double startX;
    private double startY;
    private double lastX;
    private double lastY;
    private boolean stroke;
    private double wheel;
    private final Turning turning = new Turning();

    Pointer(ViewerPane pane, ViewerViewModel model) {
        this.pane = pane;
        this.model = model;
    }

    void install() {
        pane.setOnMousePressed(this::pressed);
        pane.setOnMouseDragged(this::dragged);
        pane.setOnMouseReleased(this::released);
        pane.setOnMouseMoved(e -> pane.pointerAt(e.getX(), e.getY()));
        pane.setOnMouseExited(e -> pane.pointerGone());
        pane.setOnScroll(this::scrolled);
        pane.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && e.getButton() == MouseButton.MIDDLE) {
                model.change(s -> s.reset());
            }
        });
    }

    private void pressed(MouseEvent e) {
        pane.requestFocus();
        startX = e.getX();
        startY = e.getY();
        lastX = startX;
        lastY = startY;
        stroke = false;
        if (e.getButton() == MouseButton.PRIMARY && model.tools().brushProperty().get().isPresent()) {
            pane.indexAt(startX, startY).ifPresent(i -> {
                Optional<String> refused = model.beginStroke(i.column(), i.row());
                stroke = refused.isEmpty();
                refused.ifPresent(pane::refuseStroke);
            });
        }
    }

    private void dragged(MouseEvent e) {
        pane.pointerAt(e.getX(), e.getY());
        double s = pane.scale();
        if (stroke) {
            pane.indexAt(e.getX(), e.getY()).ifPresent(i -> model.continueStroke(i.column(), i.row()));
            return;
        }
        Drag drag = new Drag(startX * s, startY * s, (e.getX() - lastX) * s, (e.getY() - lastY) * s);
        lastX = e.getX();
        lastY = e.getY();
        if (e.isMiddleButtonDown()) {
            model.change(v -> DragTool.PAN.drag(v, drag));
        } else if (e.isSecondaryButtonDown()) {
            model.change(v -> DragTool.ZOOM.drag(v, drag));
        } else if (e.isPrimaryButtonDown() && turns(e)) {
            turning.drag(model, drag.dx() / s, drag.dy() / s);
        } else if (e.isPrimaryButtonDown() && model.tools().brushProperty().get().isEmpty()) {
            model.drag(model.tools().toolProperty().get(), drag);
        }
    }

    /// A whole volume is turned by the button that makes the window elsewhere; with Ctrl it makes the window here too.
    private boolean turns(MouseEvent e) {
        return model.currentProperty().get().around().isPresent()
                && !e.isShortcutDown()
                && model.tools().toolProperty().get() == DragTool.WINDOW;
    }

    private void released(MouseEvent e) {
        if (stroke && e.getButton() == MouseButton.PRIMARY) {
            stroke = false;
            model.endStroke();
        }
    }

    private void scrolled(ScrollEvent e) {
        if (e.getDeltaY() == 0) {
            return;
        }
        if (e.isShortcutDown()) {
            double s = pane.scale();
            model.change(v -> DragTool.zoomed(v, Math.exp(e.getDeltaY() / 200), e.getX() * s, e.getY() * s));
            return;
        }
        wheel -= e.getDeltaY() / (e.getMultiplierY() == 0 ? 40 : e.getMultiplierY());
        int slices = (int) wheel;
        wheel -= slices;
        if (slices != 0) {
            model.scroll(slices);
        }
    }
}
