package loupe.app.reading;

import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import loupe.review.screen.Area;
import loupe.review.screen.Layout;
import loupe.review.screen.LayoutEdge;

/// Moves the lines between views with the pointer; near a line, presses go to it and not to the views.
final class EdgeDrag {
    private static final double NEAR = 4;

    private final Pane pane;
    private final ScreenViews screen;
    private Optional<Held> held = Optional.empty();

    EdgeDrag(Pane pane, ScreenViews screen) {
        this.pane = pane;
        this.screen = screen;
    }

    /// A line that is dragged.
    ///
    /// @param on the layout as the drag left it; another is none of its
    private record Held(LayoutEdge edge, Layout on) {}

    /// Listens from now on.
    void install() {
        pane.addEventFilter(MouseEvent.MOUSE_MOVED, e -> pane.setCursor(near(e).map(EdgeDrag::cursor).orElse(null)));
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            held = e.getButton() == MouseButton.PRIMARY ? near(e).map(edge -> new Held(edge, layout())) : Optional.empty();
            held.ifPresent(unused -> e.consume());
        });
        pane.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> held.ifPresent(h -> {
            held = Optional.of(h).filter(x -> x.on.equals(layout())).map(x -> moved(x, e));
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

    private Layout layout() {
        return screen.layoutProperty().get();
    }

    private Held moved(Held h, MouseEvent e) {
        screen.lay(h.on.moved(h.edge, (int) Math.round(at(e, h.edge.across()))));
        return new Held(h.edge, layout());
    }

    private Optional<LayoutEdge> near(MouseEvent e) {
        return screen.oneUpProperty().get()
                ? Optional.empty()
                : layout().edges().stream().filter(edge -> near(e, edge)).findFirst();
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
