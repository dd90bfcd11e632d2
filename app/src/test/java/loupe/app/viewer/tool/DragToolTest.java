package loupe.app.viewer.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.image.ValueWindow;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.Test;

class DragToolTest {
    private final Viewport viewport = Viewport.fit(400, 400, 200, 200, 1, 1);
    private final ViewState view = ViewState.opened(5, 10).settled(ValueWindow.of(40, 400), viewport);

    @Test
    void panning_keeps_the_pixel_under_the_pointer() {
        Viewport moved = DragTool.PAN.drag(view, new Drag(100, 100, 30, -20)).viewport().orElseThrow();
        assertThat(moved.columnAt(130, 80)).isCloseTo(viewport.columnAt(100, 100), within(1e-9));
        assertThat(moved.rowAt(130, 80)).isCloseTo(viewport.rowAt(100, 100), within(1e-9));
    }

    @Test
    void zooming_keeps_the_pixel_where_the_drag_began() {
        Viewport zoomed = DragTool.ZOOM.drag(view, new Drag(120, 60, 0, -50)).viewport().orElseThrow();
        assertThat(zoomed.pixelsPerMm()).isGreaterThan(viewport.pixelsPerMm());
        assertThat(zoomed.columnAt(120, 60)).isCloseTo(viewport.columnAt(120, 60), within(1e-9));
        assertThat(zoomed.rowAt(120, 60)).isCloseTo(viewport.rowAt(120, 60), within(1e-9));
    }

    @Test
    void the_window_never_gets_narrower_than_one() {
        ViewState s = view;
        for (int i = 0; i < 100; i++) {
            s = DragTool.WINDOW.drag(s, new Drag(0, 0, -500, 0));
        }
        assertThat(s.window().orElseThrow().width()).isEqualTo(1);
    }

    @Test
    void dragging_down_raises_the_centre_and_right_widens() {
        ValueWindow w = DragTool.WINDOW.drag(view, new Drag(0, 0, 10, 10)).window().orElseThrow();
        assertThat(w.centre()).isGreaterThan(40);
        assertThat(w.width()).isGreaterThan(400);
    }

    @Test
    void scrolling_stops_at_the_ends() {
        assertThat(view.at(-3).slice()).isZero();
        assertThat(view.at(99).slice()).isEqualTo(9);
    }
}
