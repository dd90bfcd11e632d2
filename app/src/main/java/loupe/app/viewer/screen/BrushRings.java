package loupe.app.viewer.screen;

import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;

/// The reach of a brush about the pointer, and within it the circle whose values it marks, where it marks those alone.
public final class BrushRings extends Group {
    private final Circle reach = ring("brush-ring");
    private final Circle inner = ring("brush-inner");

    /// Shows nothing yet.
    public BrushRings() {
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        getChildren().addAll(reach, inner);
    }

    private static Circle ring(String id) {
        Circle out = new Circle();
        out.setId(id);
        out.setFill(Color.TRANSPARENT);
        out.setStroke(Color.WHITE);
        return out;
    }

    /// Shows them.
    ///
    /// @param x of the pointer, in units of the layout; likewise the others
    /// @param innerRadius 0 for no inner circle
    public void show(double x, double y, double radius, double innerRadius) {
        for (Circle c : List.of(reach, inner)) {
            c.setCenterX(x);
            c.setCenterY(y);
        }
        reach.setRadius(Math.max(1, radius));
        inner.setRadius(Math.max(1, innerRadius));
        inner.setVisible(innerRadius > 0);
        setVisible(true);
    }
}
