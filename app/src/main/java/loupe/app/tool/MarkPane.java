package loupe.app.tool;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;

/// Draws marks over an image: each line twice, dark under bright, so that it is seen on black and on white.
public final class MarkPane extends Pane {
    private static final double HANDLE = 3.5;
    private static final double GAP = 8;

    private final Captions captions = new Captions(this);

    /// An empty pane that lets the pointer through.
    public MarkPane() {
        setManaged(false);
        setMouseTransparent(true);
    }

    /// Draws marks in place of those before.
    ///
    /// @param where where a place of the image lies in this pane
    /// @param lines most lines of a mark's text; of the one in hand all are written
    public void show(List<ImageMark> marks, Function<ImageMark.Place, Point2D> where, int lines) {
        getChildren().clear();
        captions.clear();
        for (ImageMark m : marks) {
            for (List<ImageMark.Place> path : m.paths()) {
                List<Point2D> points = path.stream().map(where).toList();
                getChildren().addAll(line(points, "measure-halo"), line(points, m.selected() ? "measure-selected" : "measure"));
            }
            if (m.selected()) {
                m.handles().stream().map(where).forEach(p -> {
                    Circle c = new Circle(p.getX(), p.getY(), HANDLE);
                    c.getStyleClass().add("measure-handle");
                    getChildren().add(c);
                });
            }
            write(m, where, m.selected() ? Integer.MAX_VALUE : lines);
        }
    }

    /// A line through places, with nothing between them.
    static Polyline line(List<Point2D> points, String style) {
        Polyline line = new Polyline();
        points.forEach(p -> line.getPoints().addAll(p.getX(), p.getY()));
        line.setFill(Color.TRANSPARENT);
        line.getStyleClass().add(style);
        return line;
    }

    private void write(ImageMark m, Function<ImageMark.Place, Point2D> where, int lines) {
        if (m.text().isEmpty()) {
            return;
        }
        List<Point2D> places = m.paths().stream().flatMap(List::stream).map(where).toList();
        Label label = new Label(m.text().lines().limit(lines).collect(Collectors.joining("\n")));
        label.getStyleClass().add("measure-text");
        captions.add(label, GAP, places.isEmpty() ? List.of(Point2D.ZERO) : places);
    }

    @Override
    protected void layoutChildren() {
        captions.layout();
    }
}
