package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Quantity.Kind;
import loupe.core.plane.Plane;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final Percentage MILLIONTH = Percentage.withPercentage(1e-4);

    private static ImageSpace film(double columnMm, double rowMm, Scale scale) {
        VoxelGrid g = new VoxelGrid(
                2000, 2500, 1, new PatientPoint(0, 0, 0), new PatientVector(columnMm, 0, 0), new PatientVector(0, rowMm, 0),
                new PatientVector(0, 0, 1), "2.25.8");
        return ImageSpace.of(Plane.ofSlice(g, 0), g, scale);
    }

    private static Quantity first(ImageSpace space, Shape shape) {
        return new Measure(space, shape).quantities().getFirst();
    }

    private static final Shape.Line FIVE = new Shape.Line(new PatientPoint(3, 0, 0), new PatientPoint(0, 4, 0));

    @Nested
    class An_image_without_spacing {
        private final ImageSpace space = film(1, 1, new Scale.Pixels());

        @Test
        void is_measured_in_pixels_and_says_so_never_in_millimetres() {
            Quantity length = first(space, FIVE);
            assertThat(length.value()).isCloseTo(5, MILLIONTH);
            assertThat(length.unit()).isEqualTo("px");
            assertThat(length.error()).isCloseTo(Math.sqrt(2), MILLIONTH);
            Measure circle = new Measure(space, new Region.Circle(new PatientPoint(50, 50, 0), 10));
            assertThat(circle.quantities()).extracting(Quantity::unit).containsExactly("px2", "px");
            assertThat(length.scale().source()).contains("pixels");
            Shape angle = new Shape.Angle(new PatientPoint(9, 0, 0), new PatientPoint(0, 0, 0), new PatientPoint(0, 9, 0));
            assertThat(first(space, angle).unit()).isEqualTo("deg");
        }

        @Test
        void becomes_millimetres_by_a_line_of_known_length_and_its_error_carries_over() {
            Shape.Line ruler = new Shape.Line(new PatientPoint(0, 0, 0), new PatientPoint(200, 0, 0));
            ImageSpace known = film(1, 1, space.calibrated(ruler, 50));
            Quantity length = first(known, FIVE);
            assertThat(length.value()).isCloseTo(1.25, MILLIONTH);
            assertThat(length.unit()).isEqualTo("mm");
            assertThat(length.scale().source()).contains("by hand");
            // Both lines a diagonal off: the longest is (5 + 1.41) px at 50 mm in (200 - 1.41) px.
            double most = (5 + Math.sqrt(2)) * 50 / (200 - Math.sqrt(2));
            assertThat(length.value() + length.error()).isCloseTo(most, MILLIONTH);
            Measure circle = new Measure(known, new Region.Circle(new PatientPoint(50, 50, 0), 10));
            assertThat(circle.quantities().getFirst().value()).isCloseTo(Math.PI * 100 / 16, MILLIONTH);
            assertThat(circle.quantities().getFirst().unit()).isEqualTo("mm2");
            assertThat(circle.quantities().getLast().value()).isCloseTo(Math.PI * 20 / 4, MILLIONTH);
        }

        @Test
        void is_not_calibrated_by_a_line_no_longer_than_its_error() {
            Shape.Line dot = new Shape.Line(new PatientPoint(0, 0, 0), new PatientPoint(2, 0, 0));
            assertThatThrownBy(() -> space.calibrated(dot, 50)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> space.calibrated(FIVE, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void projections_say_which_spacing_their_millimetres_are_of() {
        assertThat(new Scale.Detector().source()).contains("detector").contains("magnification");
        assertThat(new Scale.Magnified(1.25).source()).isEqualTo("corrected by the estimated magnification 1.25");
        assertThat(new Scale.Calibrated().source()).contains("calibrated");
        // 5 mm at the detector at 1.25 times the size are 4 mm.
        assertThat(first(film(0.143, 0.143, new Scale.Magnified(1.25)), FIVE).value()).isCloseTo(4, MILLIONTH);
        Quantity q = first(film(0.143, 0.143, new Scale.Detector()), FIVE);
        assertThat(q.unit()).isEqualTo("mm");
        assertThat(q.scale()).isEqualTo(new Scale.Detector());
        assertThat(q.error()).isCloseTo(Math.hypot(0.143, 0.143), MILLIONTH);
        assertThat(q.kind()).isEqualTo(Kind.LENGTH);
    }

    @Test
    void a_cross_section_is_not_calibrated_by_hand() {
        assertThatThrownBy(() -> film(1, 1, new Scale.Patient()).calibrated(FIVE, 50))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cross-section");
    }

    @Test
    void every_kind_of_number_says_its_formula_and_that_of_its_error() {
        assertThat(Kind.values()).allSatisfy(k -> {
            assertThat(k.formula()).isNotBlank();
            assertThat(k.errorFormula()).isNotBlank();
        });
    }
}
