package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import org.junit.jupiter.api.Test;

class ReferenceLineTest {
    private static final String UID = "1.2";

    @Test
    void an_axial_slice_is_a_level_line_from_edge_to_edge_of_a_coronal_image() {
        Plane coronal = Plane.of(Axis.CORONAL, new PatientPoint(-50, 20, 100), UID);
        Raster raster = new Raster(101, 81, 1, 1, 0, 0);
        Plane axial = Plane.of(Axis.AXIAL, new PatientPoint(999, 999, 70), UID);
        ReferenceLine line = ReferenceLine.of(coronal, raster, axial).orElseThrow();
        assertThat(line.lengthMm()).isCloseTo(101, within(1e-6));
        for (PatientPoint p : new PatientPoint[] {line.from(), line.to()}) {
            assertThat(raster.row(coronal, p)).isCloseTo(30, within(1e-6));
            assertThat(Math.abs(raster.column(coronal, p) - 50)).isCloseTo(50.5, within(1e-6));
        }
        // And no longer than the axial image itself, where that is narrower.
        ReferenceLine shorter =
                ReferenceLine.of(coronal, raster, axial, new Raster(2000, 2000, 1, 1, 1009, 1009)).orElseThrow();
        // Its columns reach from x = 999 - 1009.5 = -10.5 up.
        assertThat(Math.min(shorter.from().xMm(), shorter.to().xMm())).isCloseTo(-10.5, within(1e-6));
    }

    @Test
    void planes_that_miss_the_rectangle_run_alongside_or_lie_in_another_space_have_no_line() {
        Plane coronal = Plane.of(Axis.CORONAL, new PatientPoint(-50, 20, 100), UID);
        Raster raster = new Raster(101, 81, 1, 1, 0, 0);
        assertThat(ReferenceLine.of(coronal, raster, Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 101), UID))).isEmpty();
        assertThat(ReferenceLine.of(coronal, raster, Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 100.4), UID))).isPresent();
        assertThat(ReferenceLine.of(coronal, raster, coronal.moved(3))).isEmpty();
        assertThat(ReferenceLine.of(coronal, raster, Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 70), "1.3"))).isEmpty();
        Plane nowhere = new Plane(coronal.origin(), coronal.right(), coronal.down(), "");
        assertThat(ReferenceLine.of(nowhere, raster, Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 70), ""))).isEmpty();
    }

    @Test
    void every_line_lies_on_both_planes_within_the_rectangle_and_ends_on_its_edge() {
        SplittableRandom random = new SplittableRandom(31);
        Raster raster = Raster.centred(64, 48, 0.8);
        int seen = 0;
        for (int i = 0; i < 500; i++) {
            Plane image = Phantom.plane(new PatientPoint(5, 6, 7), random);
            PatientVector away = Phantom.direction(random).times(random.nextDouble(30));
            Plane other = Phantom.plane(image.origin().plus(away), random);
            var line = ReferenceLine.of(image, raster, other);
            if (line.isPresent()) {
                seen++;
                for (PatientPoint p : new PatientPoint[] {line.get().from(), line.get().to()}) {
                    assertThat(image.depthMm(p)).isCloseTo(0, within(1e-6));
                    assertThat(other.depthMm(p)).isCloseTo(0, within(1e-5));
                    double toSide = 32 - Math.abs(raster.column(image, p) - 31.5);
                    double toTop = 24 - Math.abs(raster.row(image, p) - 23.5);
                    assertThat(Math.min(toSide, toTop)).isCloseTo(0, within(1e-6));
                }
            } else {
                assertThat(Math.abs(other.depthMm(image.origin()))).isPositive();
                // All corners on one side.
                double[] depths = raster.corners(image).stream().mapToDouble(other::depthMm).toArray();
                double sides = Arrays.stream(depths).map(d -> Math.abs(d) < 1e-6 ? 0 : Math.signum(d)).sum();
                long off = Arrays.stream(depths).filter(d -> Math.abs(d) >= 1e-6).count();
                assertThat(Math.abs(sides)).isEqualTo(off);
            }
        }
        assertThat(seen).isBetween(100, 499);
    }
}
