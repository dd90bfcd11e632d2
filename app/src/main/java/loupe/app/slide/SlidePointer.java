package loupe.app.slide;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Pointer and Space on a slide: the wheel zooms about the pointer, a drag with the middle button, or with Space held, pans.
final class SlidePointer {
    private static final double WHEEL = 40;

    private final SlidePane pane;
    private final SlideViewModel model;
    private double lastX;
    private double lastY;
    private boolean panning;
    private boolean space;

    SlidePointer(SlidePane pane, SlideViewModel model) {
        this.pane = pane;
        this.model = model;
    }

    void install() {
        pane.addEventHandler(ScrollEvent.SCROLL, e -> {
            double notches = e.getDeltaY() / (e.getMultiplierY() > 0 ? e.getMultiplierY() : WHEEL);
            model.notches(Math.clamp(notches, -4, 4), e.getX(), e.getY());
            e.consume();
        });
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, e -> pane.pointerAt(e.getX(), e.getY()));
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, e -> held(e, true));
        pane.addEventHandler(KeyEvent.KEY_RELEASED, e -> held(e, false));
    }

    private void held(KeyEvent e, boolean down) {
        if (e.getCode() == KeyCode.SPACE) {
            space = down;
            pane.setCursor(down ? Cursor.OPEN_HAND : Cursor.DEFAULT);
            e.consume();
        }
    }

    private void pressed(MouseEvent e) {
        pane.requestFocus();
        panning = space || e.getButton() == MouseButton.MIDDLE || e.getButton() == MouseButton.PRIMARY;
        lastX = e.getX();
        lastY = e.getY();
    }

    private void dragged(MouseEvent e) {
        pane.pointerAt(e.getX(), e.getY());
        if (panning) {
            model.pan(e.getX() - lastX, e.getY() - lastY);
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    private void released(MouseEvent e) {
        panning = false;
    }
}
