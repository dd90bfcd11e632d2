package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import loupe.core.Shared;
import loupe.core.dicom.DicomReader;
import org.junit.jupiter.api.Test;

/// What public films and ultrasound images of the working group's set say of their scale.
class PublicFilmsScaleTest {
    private static Scale of(String name) throws IOException {
        return ImageScale.of(DicomReader.usual().read(Shared.path("data/wg04/" + name)).data());
    }

    @Test
    void a_spacing_of_nothing_is_none_and_one_without_that_of_a_detector_is_the_files() throws IOException {
        assertThat(of("RG1_J2KI")).as("0.000 mm").isEqualTo(new Scale.Pixels());
        assertThat(of("RG2_J2KI")).as("0.2 mm").isEqualTo(new Scale.Calibrated());
        assertThat(of("RG3_J2KI")).isEqualTo(new Scale.Pixels());
    }

    @Test
    void ultrasound_without_regions_is_in_pixels() throws IOException {
        assertThat(of("US1_J2KI")).isEqualTo(new Scale.Pixels());
    }
}
