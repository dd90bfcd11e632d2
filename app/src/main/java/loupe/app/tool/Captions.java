package loupe.app.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/// Words beside drawings, within their pane and not over other words as far as there is room: on the right of the drawing, else on its
/// left, below or above it. Words of what is not in sight are not either.
final class Captions {
    /// From the middle of the first line up to the label's edge.
    private static final double RISE = 8;
    /// Beyond so many words on one image room is not looked for any more: it would cost more than a picture.
    private static final int MANY = 100;
    /// Half heights of the words that they may stand away from their drawing at most.
    private static final int FARTHER = 4;

    private final Pane pane;
    private final List<Caption> all = new ArrayList<>();

    /// @param pane whose children the words are; one without a size keeps them where they were put
    Captions(Pane pane) {
        this.pane = pane;
    }

    private record Caption(Label label, double gap, List<Point2D> beside) {
        Point2D rightmost() {
            return beside.stream().reduce((a, b) -> b.getX() > a.getX() ? b : a).orElseThrow();
        }

        Point2D leftmost() {
            return beside.stream().reduce((a, b) -> b.getX() < a.getX() ? b : a).orElseThrow();
        }

        Bounds drawing() {
            double left = leftmost().getX();
            double top = beside.stream().mapToDouble(Point2D::getY).min().orElseThrow();
            double bottom = beside.stream().mapToDouble(Point2D::getY).max().orElseThrow();
            return new BoundingBox(left, top, rightmost().getX() - left, bottom - top);
        }

        Bounds at(double x, double y) {
            return new BoundingBox(x, y, label.getWidth(), label.getHeight());
        }

        /// The nearest first: beside the ends, below and above; then the same farther up and down.
        Stream<Bounds> places() {
            Bounds d = drawing();
            double right = rightmost().getX() + gap;
            double left = leftmost().getX() - gap - label.getWidth();
            double below = d.getMaxY() + gap;
            double above = d.getMinY() - gap - label.getHeight();
            Stream<Bounds> near = Stream.of(
                    at(right, rightmost().getY() - RISE), at(left, leftmost().getY() - RISE), at(d.getMinX(), below), at(d.getMinX(), above));
            Stream<Bounds> farther = IntStream.rangeClosed(0, FARTHER).mapToObj(i -> i * label.getHeight() / 2).flatMap(more -> Stream.of(
                    at(right, above - more), at(right, below + more), at(left, above - more), at(left, below + more),
                    at(d.getMinX(), below + more), at(d.getMinX(), above - more)));
            return Stream.concat(near, farther);
        }
    }

    void clear() {
        all.clear();
    }

    /// Adds words beside places.
    ///
    /// @param gap how far beside
    /// @param beside the places of a drawing, at least one
    void add(Label label, double gap, List<Point2D> beside) {
        Caption c = new Caption(label, gap, List.copyOf(beside));
        label.relocate(c.rightmost().getX() + gap, c.rightmost().getY() - RISE);
        all.add(c);
        pane.getChildren().add(label);
    }

    /// Gives every label its size and place.
    void layout() {
        Bounds sight = new BoundingBox(0, 0, pane.getWidth(), pane.getHeight());
        List<Bounds> taken = new ArrayList<>();
        for (Caption c : all) {
            c.label.autosize();
            if (sight.intersects(c.drawing())) {
                Bounds b = place(c, sight, taken);
                taken.add(b);
                c.label.relocate(b.getMinX(), b.getMinY());
            }
        }
    }

    private static Bounds place(Caption c, Bounds sight, List<Bounds> taken) {
        List<Bounds> within = c.places().filter(sight::contains).toList();
        Stream<Bounds> free = within.stream().filter(b -> taken.size() < MANY && taken.stream().noneMatch(b::intersects));
        return free.findFirst().or(() -> within.stream().findFirst()).orElseGet(() -> pushed(c, sight));
    }

    /// Over the drawing, where it has no room beside it.
    private static Bounds pushed(Caption c, Bounds sight) {
        Bounds b = c.places().findFirst().orElseThrow();
        double left = Math.max(0, Math.min(b.getMinX(), sight.getMaxX() - b.getWidth()));
        double top = Math.max(0, Math.min(b.getMinY(), sight.getMaxY() - b.getHeight()));
        return c.at(left, top);
    }
}
