package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaneTest {
    private static final PatientPoint SOMEWHERE = new PatientPoint(12, -7, 40);

    @Nested
    class The_usual_planes {
        @Test
        void show_the_patient_as_radiology_does() {
            // Axial: left on the right, back at the bottom, seen from the feet towards the head.
            Plane axial = Plane.of(Axis.AXIAL, SOMEWHERE, "1.2");
            assertThat(axial.at(5, 3)).isEqualTo(new PatientPoint(17, -4, 40));
            assertThat(axial.normal()).isEqualTo(new PatientVector(0, 0, 1));
            // Coronal: left on the right, feet at the bottom, seen from the front.
            Plane coronal = Plane.of(Axis.CORONAL, SOMEWHERE, "1.2");
            assertThat(coronal.at(5, 3)).isEqualTo(new PatientPoint(17, -7, 37));
            assertThat(coronal.normal().yMm()).isEqualTo(1);
            // Sagittal: back on the right, feet at the bottom, seen from the patient's left.
            Plane sagittal = Plane.of(Axis.SAGITTAL, SOMEWHERE, "1.2");
            assertThat(sagittal.at(5, 3)).isEqualTo(new PatientPoint(12, -2, 37));
            assertThat(sagittal.normal().xMm()).isEqualTo(-1);
        }

        @Test
        void come_from_an_image_with_its_directions() {
            ImagePlane image = new ImagePlane(
                    64, 48, SOMEWHERE, new PatientVector(0, 1, 0), new PatientVector(0, 0, -1), 0.7, 0.9, 3, "1.2");
            Plane plane = Plane.of(image);
            assertThat(plane.normal()).isEqualTo(image.normal());
            assertThat(Raster.of(image).toPatient(plane, 10, 20).distanceMm(new PatientPoint(12, 0, 22))).isLessThan(1e-12);
        }
    }

    @Nested
    class Turning_and_moving {
        @Test
        void turns_right_handed_about_the_axis_and_keeps_the_point() {
            Plane turned = Plane.of(Axis.AXIAL, new PatientPoint(10, 0, 0), "")
                    .turned(new PatientPoint(0, 0, 0), new PatientVector(0, 0, 9), Math.PI / 2);
            assertThat(turned.origin().distanceMm(new PatientPoint(0, 10, 0))).isLessThan(1e-12);
            assertThat(turned.right().dot(new PatientVector(0, 1, 0))).isCloseTo(1, within(1e-12));
            assertThat(turned.down().dot(new PatientVector(-1, 0, 0))).isCloseTo(1, within(1e-12));
        }

        @Test
        void keeps_every_distance_to_the_axis_and_comes_back() {
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 200; i++) {
                Plane plane = Phantom.plane(SOMEWHERE, random);
                PatientVector axis = Phantom.direction(random);
                double radians = random.nextDouble(-7, 7);
                PatientPoint through = new PatientPoint(3, 4, 5);
                Plane turned = plane.turned(through, axis, radians);
                assertThat(turned.at(3, 8).distanceMm(through)).isCloseTo(plane.at(3, 8).distanceMm(through), within(1e-9));
                Plane back = turned.turned(through, axis, -radians);
                assertThat(back.at(70, -40).distanceMm(plane.at(70, -40))).isLessThan(1e-9);
            }
        }

        @Test
        void stays_square_after_ten_thousand_turns() {
            SplittableRandom random = new SplittableRandom(6);
            Plane plane = Plane.of(Axis.CORONAL, SOMEWHERE, "");
            for (int i = 0; i < 10_000; i++) {
                plane = plane.turned(SOMEWHERE, Phantom.direction(random), 0.01);
            }
            assertThat(plane.right().dot(plane.down())).isCloseTo(0, within(1e-14));
            assertThat(plane.right().lengthMm()).isCloseTo(1, within(1e-14));
            assertThat(plane.origin().distanceMm(SOMEWHERE)).isLessThan(1e-9);
        }

        @Test
        void moves_along_its_own_normal() {
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 0; i < 50; i++) {
                Plane plane = Phantom.plane(SOMEWHERE, random);
                assertThat(plane.moved(3.25).depthMm(SOMEWHERE)).isCloseTo(-3.25, within(1e-12));
                PatientPoint p = new PatientPoint(90, 3, -8);
                Plane through = plane.through(p);
                assertThat(through.depthMm(p)).isCloseTo(0, within(1e-12));
                assertThat(plane.rightMm(through.origin())).isCloseTo(0, within(1e-12));
                assertThat(plane.downMm(through.origin())).isCloseTo(0, within(1e-12));
            }
        }
    }

    @Test
    void pixels_and_points_go_into_each_other() {
        SplittableRandom random = new SplittableRandom(8);
        Raster raster = new Raster(30, 20, 0.4, 1.3, 4.5, -2);
        for (int i = 0; i < 100; i++) {
            Plane plane = Phantom.plane(SOMEWHERE, random);
            double column = random.nextDouble(-50, 50);
            double row = random.nextDouble(-50, 50);
            PatientPoint p = raster.toPatient(plane, column, row);
            assertThat(raster.column(plane, p)).isCloseTo(column, within(1e-9));
            assertThat(raster.row(plane, p)).isCloseTo(row, within(1e-9));
        }
    }

    @Test
    void what_is_no_plane_is_refused() {
        PatientVector x = new PatientVector(1, 0, 0);
        assertThatThrownBy(() -> new Plane(SOMEWHERE, x, new PatientVector(1, 1, 0), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("right angle");
        assertThatThrownBy(() -> new Plane(SOMEWHERE, x, new PatientVector(0, 0, 0), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Plane(new PatientPoint(0, Double.NaN, 0), x, new PatientVector(0, 1, 0), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
