package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import org.junit.jupiter.api.Test;

class CrosshairTest {
    private static final PatientPoint POINT = new PatientPoint(12, -7, 40);

    private static double squareness(Crosshair c) {
        return Math.abs(c.axial().normal().dot(c.coronal().normal()))
                + Math.abs(c.axial().normal().dot(c.sagittal().normal()))
                + Math.abs(c.coronal().normal().dot(c.sagittal().normal()));
    }

    /// OHIF #5751.
    @Test
    void ohif_5751_planes_stay_at_right_angles_after_thousands_of_turns_and_moves() {
        SplittableRandom random = new SplittableRandom(21);
        Crosshair c = Crosshair.at(POINT, "1.2");
        for (int i = 0; i < 5000; i++) {
            Axis view = Axis.values()[random.nextInt(3)];
            c = random.nextBoolean()
                    ? c.turned(view, random.nextDouble(-0.3, 0.3))
                    : c.scrolled(view, random.nextDouble(-2, 2));
            assertThat(squareness(c)).isLessThan(1e-11);
        }
        for (Axis view : Axis.values()) {
            assertThat(c.plane(view).depthMm(c.point())).isCloseTo(0, within(1e-8));
        }
    }

    /// Weasis #769.
    @Test
    void weasis_769_the_view_that_is_turned_in_does_not_move() {
        Crosshair c = Crosshair.at(POINT, "1.2").turned(Axis.SAGITTAL, 0.2);
        for (Axis view : Axis.values()) {
            assertThat(c.turned(view, 0.7).plane(view)).isEqualTo(c.plane(view));
        }
    }

    /// Weasis #702.
    @Test
    void weasis_702_scrolling_follows_the_oblique_normal() {
        Crosshair c = Crosshair.at(POINT, "1.2").turned(Axis.SAGITTAL, Math.toRadians(30));
        Crosshair next = c.scrolled(Axis.AXIAL, 5);
        assertThat(next.axial().depthMm(c.point())).isCloseTo(-5, within(1e-12));
        assertThat(next.point().minus(c.point()).dot(c.axial().normal())).isCloseTo(5, within(1e-12));
        assertThat(next.point().minus(c.point()).zMm()).isCloseTo(5 * Math.cos(Math.toRadians(30)), within(1e-12));
        // What the other views show does not change: the point moved within them.
        assertThat(next.coronal().origin().distanceMm(c.coronal().origin())).isLessThan(1e-12);
        assertThat(next.sagittal().origin().distanceMm(c.sagittal().origin())).isLessThan(1e-12);
    }

    @Test
    void turns_clockwise_as_it_is_seen() {
        // Clockwise in the axial view takes what was to the right to the bottom.
        Crosshair c = Crosshair.at(POINT, "1.2").turned(Axis.AXIAL, Math.PI / 2);
        assertThat(c.coronal().right().dot(c.axial().down())).isCloseTo(1, within(1e-12));
    }

    @Test
    void three_planes_that_do_not_meet_square_in_the_point_are_refused() {
        Crosshair c = Crosshair.at(POINT, "1.2");
        assertThatThrownBy(() -> new Crosshair(POINT, c.axial().moved(1), c.coronal(), c.sagittal()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Crosshair(POINT, c.axial(), c.axial(), c.sagittal()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
