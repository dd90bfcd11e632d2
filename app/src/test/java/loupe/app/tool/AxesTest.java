package loupe.app.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import org.junit.jupiter.api.Test;

/// Two axes and their four ends.
class AxesTest {
    private static final Plane PLANE = turned();

    /// Along no axis of the patient.
    private static Plane turned() {
        VoxelGrid grid = VoxelGrid.axial(64, 64, 8, new PatientPoint(-20, 30, 100), 0.9, 3, "2.25.7");
        Plane axial = Plane.ofSlice(grid, 3);
        double a = 0.7;
        PatientVector right = axial.right().times(Math.cos(a)).plus(axial.normal().times(Math.sin(a)));
        return new Plane(axial.at(1, 2), right.unit(), axial.down(), axial.frameOfReferenceUid());
    }

    private static Shape.Line line(double... ends) {
        return new Shape.Line(PLANE.at(ends[0], ends[1]), PLANE.at(ends[2], ends[3]));
    }

    /// 40 long, 10 across at a quarter of it, 4 over and 6 under it.
    private static Shape.Bidirectional crossed() {
        return new Shape.Bidirectional(line(0, 0, 40, 0), line(10, -4, 10, 6));
    }

    private static void is(Optional<Shape> moved, double... places) {
        List<PatientPoint> points = moved.orElseThrow().points();
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i).distanceMm(PLANE.at(places[2 * i], places[2 * i + 1]))).as("end " + i).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void are_moved_as_they_are_and_not_made_symmetrical() {
        PatientVector by = PLANE.right().times(3).plus(PLANE.down().times(-2));
        is(DrawingTool.moved(crossed(), by, PLANE), 3, -2, 43, -2, 13, -6, 13, 4);
    }

    @Test
    void an_end_of_the_long_one_takes_the_short_one_along() {
        is(DrawingTool.moved(crossed(), 1, PLANE.at(80, 0), PLANE), 0, 0, 80, 0, 20, -4, 20, 6);
        is(DrawingTool.moved(crossed(), 1, PLANE.at(0, 40), PLANE), 0, 0, 0, 40, 4, 10, -6, 10);
        is(DrawingTool.moved(crossed(), 0, PLANE.at(20, 0), PLANE), 20, 0, 40, 0, 25, -4, 25, 6);
    }

    @Test
    void an_end_of_the_short_one_slides_it_and_changes_its_own_side() {
        is(DrawingTool.moved(crossed(), 2, PLANE.at(30, -9), PLANE), 0, 0, 40, 0, 30, -9, 30, 6);
        is(DrawingTool.moved(crossed(), 3, PLANE.at(55, 12), PLANE), 0, 0, 40, 0, 40, -4, 40, 12);
        assertThat(DrawingTool.moved(crossed(), 3, PLANE.at(10, -1), PLANE)).as("they would not cross any more").isEmpty();
        assertThat(DrawingTool.moved(crossed(), 1, PLANE.at(0, 0), PLANE)).as("no length").isEmpty();
    }

    @Test
    void their_ends_make_them_again_and_any_motion_keeps_them_square() {
        assertThat(DrawingTool.BIDIRECTIONAL.shape(DrawingTool.handles(crossed(), PLANE), PLANE)).contains(crossed());
        is(DrawingTool.BIDIRECTIONAL.shape(List.of(PLANE.at(0, 0), PLANE.at(40, 0), PLANE.at(30, 5)), PLANE), 0, 0, 40, 0, 30, 5, 30, -5);
        SplittableRandom random = new SplittableRandom(11);
        Shape now = crossed();
        int moved = 0;
        for (int i = 0; i < 1000; i++) {
            PatientPoint to = PLANE.at(random.nextDouble(-50, 50), random.nextDouble(-50, 50));
            int end = random.nextInt(4);
            Optional<Shape> next = DrawingTool.moved(now, end, to, PLANE);
            if (next.isPresent()) {
                // Square and crossing, or the shape could not be made; on the plane, or a measure could not.
                next.get().points().forEach(p -> assertThat(PLANE.depthMm(p)).isCloseTo(0, within(1e-9)));
                now = next.get();
                moved++;
            }
        }
        assertThat(moved).isGreaterThan(400);
    }
}
