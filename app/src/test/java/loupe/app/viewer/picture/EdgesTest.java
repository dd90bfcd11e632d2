package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.render.SpatialTransform;
import org.junit.jupiter.api.Test;

/// Letters by PS3.3 C.7.6.1.1.1 and C.7.6.2.1.1: x grows to the left, y to the back, z to the head.
class EdgesTest {
    private static Edges of(PatientVector row, PatientVector column) {
        return Edges.of(new ImagePlane(8, 8, new PatientPoint(0, 0, 0), row, column, 1, 1, 1, ""));
    }

    @Test
    void an_axial_image_has_the_patients_right_at_its_left_and_front_at_its_top() {
        assertThat(of(new PatientVector(1, 0, 0), new PatientVector(0, 1, 0)))
                .isEqualTo(new Edges("R", "L", "A", "P"));
    }

    @Test
    void a_coronal_image_has_the_head_at_its_top() {
        assertThat(of(new PatientVector(1, 0, 0), new PatientVector(0, 0, -1)))
                .isEqualTo(new Edges("R", "L", "H", "F"));
    }

    @Test
    void a_sagittal_image_has_the_front_at_its_left() {
        assertThat(of(new PatientVector(0, 1, 0), new PatientVector(0, 0, -1)))
                .isEqualTo(new Edges("A", "P", "H", "F"));
    }

    @Test
    void an_oblique_row_names_its_main_direction_first() {
        assertThat(Edges.letters(new PatientVector(0.9, -0.43, 0))).isEqualTo("LA");
    }

    @Test
    void a_film_says_where_rows_and_columns_run_to() {
        assertThat(Edges.written(List.of("L", "F"))).isEqualTo(new Edges("R", "L", "H", "F"));
        assertThat(Edges.written(List.of())).isEqualTo(new Edges("", "", "", ""));
    }

    @Test
    void turn_and_mirror_with_the_image() {
        Edges axial = new Edges("R", "L", "A", "P");
        SpatialTransform none = SpatialTransform.NONE;
        assertThat(axial.under(none)).isEqualTo(axial);
        assertThat(axial.under(none.turned(1))).isEqualTo(new Edges("P", "A", "R", "L"));
        assertThat(axial.under(none.turned(2))).isEqualTo(new Edges("L", "R", "P", "A"));
        assertThat(axial.under(none.turned(-1))).isEqualTo(new Edges("A", "P", "L", "R"));
        assertThat(axial.under(none.flippedAcross())).isEqualTo(new Edges("L", "R", "A", "P"));
        assertThat(axial.under(none.flippedDown())).isEqualTo(new Edges("R", "L", "P", "A"));
        assertThat(axial.under(none.turned(1).flippedAcross())).isEqualTo(new Edges("A", "P", "R", "L"));
    }
}
