package loupe.app.tool;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polyline;

/// Draws what other programs drew: thin lines, dark under bright, words on a dark ground; the pointer goes through.
public final class GraphicPane extends Pane {
    private static final double FILL = 0.35;
    private static final double FAR = 1e5;
    private static final double GAP = 6;

    private final Captions captions = new Captions(this);

    /// An empty pane.
    public GraphicPane() {
        setManaged(false);
        setMouseTransparent(true);
    }

    /// Draws graphics in place of those before, the last on top.
    ///
    /// @param where where a place of the image lies in this pane
    public void show(List<Graphic> graphics, Function<ImageMark.Place, Point2D> where) {
        getChildren().clear();
        captions.clear();
        for (Graphic g : graphics) {
            for (List<ImageMark.Place> path : g.paths()) {
                List<Point2D> points = path.stream().map(where).map(GraphicPane::near).toList();
                getChildren().addAll(line(points, "came-halo", g, false), line(points, "came-line", g, g.filled()));
            }
            write(g, where);
        }
    }

    /// A place far outside is kept where the toolkit can still draw towards it.
    private static Point2D near(Point2D p) {
        return new Point2D(Math.clamp(p.getX(), -FAR, FAR), Math.clamp(p.getY(), -FAR, FAR));
    }

    private static Polyline line(List<Point2D> points, String style, Graphic g, boolean filled) {
        Polyline line = MarkPane.line(points, style);
        if (filled) {
            line.setFill(Color.rgb(g.rgb() >> 16 & 0xff, g.rgb() >> 8 & 0xff, g.rgb() & 0xff, FILL));
        }
        line.setStyle(colour(g));
        return line;
    }

    private static String colour(Graphic g) {
        return String.format(Locale.ROOT, "-came: #%06x;", g.rgb());
    }

    private void write(Graphic g, Function<ImageMark.Place, Point2D> where) {
        if (g.text().isEmpty()) {
            return;
        }
        Point2D p = near(where.apply(g.at()));
        Label label = new Label(g.text());
        label.getStyleClass().add("came-text");
        label.setStyle(colour(g));
        captions.add(label, GAP, List.of(p));
    }

    @Override
    protected void layoutChildren() {
        captions.layout();
    }
}
