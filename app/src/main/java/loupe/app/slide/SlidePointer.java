package loupe.app.slide;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Pointer and Space on a slide: the wheel zooms about the pointer, a drag with the middle button, with Space held or with the hand
/// pans, a click with the hand takes an object; else the tool in hand has it.
final class SlidePointer {
    private static final double WHEEL = 40;
    private static final double STILL = 3;
    private static final double REACH = 6;

    private final SlidePane pane;
    private final SlideViewModel model;
    private final ObjectsViewModel objects;
    private double lastX;
    private double lastY;
    private double moved;
    private boolean panning;
    private boolean drawing;
    private boolean space;

    SlidePointer(SlidePane pane, SlideViewModel model, ObjectsViewModel objects) {
        this.pane = pane;
        this.model = model;
        this.objects = objects;
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
        pane.addEventHandler(KeyEvent.KEY_PRESSED, e -> key(e, true));
        pane.addEventHandler(KeyEvent.KEY_RELEASED, e -> key(e, false));
        objects.toolProperty().addListener((o, before, now) -> cursor());
    }

    private void cursor() {
        boolean hand = space || objects.toolProperty().get() == SlideTool.MOVE;
        pane.setCursor(hand ? space ? Cursor.OPEN_HAND : Cursor.DEFAULT : Cursor.CROSSHAIR);
    }

    private void key(KeyEvent e, boolean down) {
        if (e.getCode() == KeyCode.SPACE) {
            space = down;
            cursor();
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER && down) {
            pane.hand().finish();
            e.consume();
        }
    }

    private void pressed(MouseEvent e) {
        pane.requestFocus();
        boolean primary = e.getButton() == MouseButton.PRIMARY;
        drawing = primary && !space && objects.toolProperty().get() != SlideTool.MOVE;
        panning = !drawing && (primary || e.getButton() == MouseButton.MIDDLE);
        lastX = e.getX();
        lastY = e.getY();
        moved = 0;
        if (drawing) {
            pane.hand().press(e.getX(), e.getY(), e.isAltDown(), e.getClickCount());
            model.touch();
        }
    }

    private void dragged(MouseEvent e) {
        pane.pointerAt(e.getX(), e.getY());
        moved += Math.hypot(e.getX() - lastX, e.getY() - lastY);
        if (panning && moved > STILL) {
            model.pan(e.getX() - lastX, e.getY() - lastY);
        }
        lastX = panning && moved <= STILL ? lastX : e.getX();
        lastY = panning && moved <= STILL ? lastY : e.getY();
        if (drawing) {
            pane.hand().drag(e.getX(), e.getY());
            model.touch();
        }
    }

    private void released(MouseEvent e) {
        if (drawing) {
            pane.hand().release();
            model.touch();
        } else if (panning && moved <= STILL && !space && e.getButton() == MouseButton.PRIMARY) {
            objects.take(model.now().slideX(e.getX()), model.now().slideY(e.getY()),
                    REACH * model.now().downsampling(), e.isShiftDown());
        }
        panning = false;
        drawing = false;
    }
}
