package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import loupe.app.cli.shared.SeriesWords;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.study.Instance;
import loupe.core.study.Phase;
import loupe.core.study.Series;
import loupe.core.study.StackBuilder;
import org.junit.jupiter.api.Test;

class SayingWhatASeriesIsTest {
    private static Series series(String modality, int instances, int frames, boolean placed) {
        List<Instance> all = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            ImagePlane plane = new ImagePlane(8, 8, new PatientPoint(0, 0, 3 * i), new PatientVector(1, 0, 0),
                    new PatientVector(0, 1, 0), 1, 1, 3, "2.25.9");
            all.add(new Instance("2.25." + i, "1.2", i, frames, frames > 0 ? 8 : 0, 8, false, List.of(Phase.NONE),
                    placed ? List.of(plane) : List.of()));
        }
        return new Series("2.25.1", modality, 1, "", all, StackBuilder.stacks(all));
    }

    @Test
    void a_slide_is_a_slide_and_no_stacks_of_nothing() {
        assertThat(SeriesWords.form(series("SM", 2, 40, false))).isEqualTo("a whole slide");
    }

    @Test
    void images_without_a_place_are_counted() {
        assertThat(SeriesWords.form(series("US", 1, 1, false))).isEqualTo("an image without a place in the patient");
        assertThat(SeriesWords.form(series("US", 2, 20, false))).isEqualTo("40 images without a place in the patient");
        assertThat(SeriesWords.form(series("SR", 1, 0, false))).isEqualTo("no images");
    }

    @Test
    void stacks_are_told_by_their_slices() {
        assertThat(SeriesWords.form(series("CT", 5, 1, true))).isEqualTo("a stack of 5 slices");
    }
}
