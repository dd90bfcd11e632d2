package loupe.core.dicom.value;

import static org.assertj.core.api.Assertions.assertThat;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.PatientPoint;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Test;

class FilmsAndTheirSpacingTest {
    private static DataSet.Builder film() {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.Modality, Vr.CS, "DX")
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME1")
                .put(Tag.Columns, Vr.US, 30.0)
                .put(Tag.Rows, Vr.US, 20.0);
    }

    private static ProjectionSpacing.At at(DataSet.Builder b) {
        return ProjectionSpacing.of(b.build()).at();
    }

    @Test
    void imager_pixel_spacing_holds_at_the_detector() {
        DataSet.Builder b = film().put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.1");
        assertThat(ProjectionSpacing.of(b.build()))
                .isEqualTo(new ProjectionSpacing(0.1, 0.2, ProjectionSpacing.At.DETECTOR));
    }

    @Test
    void pixel_spacing_beside_it_holds_in_the_patient_only_where_it_differs() {
        DataSet.Builder equal = film().put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.1").put(Tag.PixelSpacing, Vr.DS, "0.2", "0.1");
        assertThat(at(equal)).isEqualTo(ProjectionSpacing.At.DETECTOR);
        assertThat(at(equal.put(Tag.PixelSpacing, Vr.DS, "0.19", "0.095"))).isEqualTo(ProjectionSpacing.At.PATIENT);
        assertThat(at(film())).isEqualTo(ProjectionSpacing.At.UNKNOWN);
    }

    @Test
    void a_film_is_one_slice_in_a_space_of_its_own_named_by_itself() {
        Stack s = FilmStack.of(film().put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.1").build()).orElseThrow();
        assertThat(s.isFilm()).isTrue();
        assertThat(s.slices()).hasSize(1);
        assertThat(s.grid().frameOfReferenceUid()).isEqualTo("2.25.1");
        PatientPoint p = s.grid().toPatient(10, 10, 0);
        assertThat(p.distanceMm(new PatientPoint(1, 2, 0))).isLessThan(1e-12);
    }

    @Test
    void colour_several_frames_and_other_modalities_are_no_films() {
        assertThat(FilmStack.of(film().put(Tag.PhotometricInterpretation, Vr.CS, "RGB").build())).isEmpty();
        assertThat(FilmStack.of(film().put(Tag.NumberOfFrames, Vr.IS, "2").build())).isEmpty();
        assertThat(FilmStack.of(film().put(Tag.Modality, Vr.CS, "US").build())).isEmpty();
    }

    @Test
    void a_view_from_the_side_is_said() {
        assertThat(FilmStack.fromTheSide(film().put(Tag.ViewPosition, Vr.CS, "LL").build())).isTrue();
        assertThat(FilmStack.fromTheSide(film().put(Tag.ViewPosition, Vr.CS, "AP").build())).isFalse();
    }
}
