package loupe.app.reading;

import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import loupe.review.screen.Area;
import loupe.review.screen.LayoutEdge;

/// Moves the lines between views with the pointer; near a line, presses go to it and not to the views.
final class EdgeDrag {
    private static final double NEAR = 4;

    private final Pane pane;
    private final ScreenViews screen;
    private Optional<LayoutEdge> held = Optional.empty();

    EdgeDrag(Pane pane, ScreenViews screen) {
        this.pane = pane;
        this.screen = screen;
    }

    /// Listens from now on.
    void install() {
        pane.addEventFilter(MouseEvent.MOUSE_MOVED, e -> pane.setCursor(near(e).map(EdgeDrag::cursor).orElse(null)));
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            held = e.getButton() == MouseButton.PRIMARY ? near(e) : Optional.empty();
            held.ifPresent(unused -> e.consume());
        });
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> held.ifPresent(edge -> {
            move(edge, at(e, edge.across()));
            e.consume();
        }));
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> {
            held.ifPresent(unused -> e.consume());
            held = Optional.empty();
        });
        pane.addEventFilter(MouseEvent.MOUSE_CLICKED, e -> near(e).ifPresent(unused -> e.consume()));
    }

    private static Cursor cursor(LayoutEdge edge) {
        return edge.across() ? Cursor.H_RESIZE : Cursor.V_RESIZE;
    }

    private void move(LayoutEdge edge, double at) {
        screen.lay(screen.layoutProperty().get().moved(edge, (int) Math.round(at)));
        held = screen.layoutProperty().get().edges().stream()
                .filter(e -> e.across() == edge.across() && e.before().containsAll(edge.before()) && e.after().containsAll(edge.after()))
                .findFirst();
    }

    private Optional<LayoutEdge> near(MouseEvent e) {
        return screen.oneUpProperty().get()
                ? Optional.empty()
                : screen.layoutProperty().get().edges().stream().filter(edge -> near(e, edge)).findFirst();
    }

    private boolean near(MouseEvent e, LayoutEdge edge) {
        double along = at(e, !edge.across());
        return along >= edge.from() && along <= edge.to()
                && Math.abs(at(e, edge.across()) - edge.at()) <= NEAR / size(edge.across()) * Area.WHOLE;
    }

    /// Where the pointer is, in ten-thousandths of the screen.
    private double at(MouseEvent e, boolean across) {
        return (across ? e.getX() : e.getY()) / size(across) * Area.WHOLE;
    }

    private double size(boolean across) {
        return Math.max(1, across ? pane.getWidth() : pane.getHeight());
    }
}
