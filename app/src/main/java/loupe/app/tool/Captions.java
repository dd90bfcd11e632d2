package loupe.app.tool;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
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

    /// @param drawing the box about the places
    /// @param left the leftmost of them
    /// @param right the rightmost
    private record Caption(Label label, double gap, Bounds drawing, Point2D left, Point2D right) {
        static Caption of(Label label, double gap, List<Point2D> beside) {
            Point2D left = beside.stream().reduce((a, b) -> b.getX() < a.getX() ? b : a).orElseThrow();
            Point2D right = beside.stream().reduce((a, b) -> b.getX() > a.getX() ? b : a).orElseThrow();
            DoubleSummaryStatistics down = beside.stream().mapToDouble(Point2D::getY).summaryStatistics();
            return new Caption(
                    label, gap, new BoundingBox(left.getX(), down.getMin(), right.getX() - left.getX(), down.getMax() - down.getMin()), left, right);
        }

        Bounds at(double x, double y) {
            return new BoundingBox(x, y, label.getWidth(), label.getHeight());
        }

        /// The nearest first: beside the ends, below and above; then the same farther up and down.
        Stream<Bounds> places() {
            double after = right.getX() + gap;
            double before = left.getX() - gap - label.getWidth();
            double at = left.getX();
            double below = drawing.getMaxY() + gap;
            double above = drawing.getMinY() - gap - label.getHeight();
            Stream<Bounds> near = Stream.of(at(after, right.getY() - RISE), at(before, left.getY() - RISE), at(at, below), at(at, above));
            Stream<Bounds> farther = IntStream.rangeClosed(0, FARTHER).mapToObj(i -> i * label.getHeight() / 2).flatMap(more -> Stream.of(
                    at(after, above - more), at(after, below + more), at(before, above - more), at(before, below + more),
                    at(at, below + more), at(at, above - more)));
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
        Caption c = Caption.of(label, gap, beside);
        label.relocate(c.right.getX() + gap, c.right.getY() - RISE);
        all.add(c);
        pane.getChildren().add(label);
    }

    /// Gives every label its size and place.
    void layout() {
        Bounds sight = new BoundingBox(0, 0, pane.getWidth(), pane.getHeight());
        List<Bounds> taken = new ArrayList<>();
        for (Caption c : all) {
            c.label.autosize();
            if (sight.intersects(c.drawing)) {
                Bounds b = place(c, sight, taken);
                taken.add(b);
                c.label.relocate(b.getMinX(), b.getMinY());
            }
        }
    }

    private static Bounds place(Caption c, Bounds sight, List<Bounds> taken) {
        Optional<Bounds> free = taken.size() < MANY
                ? c.places().filter(sight::contains).filter(b -> taken.stream().noneMatch(b::intersects)).findFirst()
                : Optional.empty();
        return free.or(() -> c.places().filter(sight::contains).findFirst()).orElseGet(() -> pushed(c, sight));
    }

    /// Over the drawing, where it has no room beside it.
    private static Bounds pushed(Caption c, Bounds sight) {
        Bounds b = c.places().findFirst().orElseThrow();
        double left = Math.max(0, Math.min(b.getMinX(), sight.getMaxX() - b.getWidth()));
        double top = Math.max(0, Math.min(b.getMinY(), sight.getMaxY() - b.getHeight()));
        return c.at(left, top);
    }
}
