package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.FrameRate;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.geometry.PatientPoint;
import org.junit.jupiter.api.Test;

/// Public ultrasound files as they come: their regions were written before the image was cut or made smaller.
class PublicUltrasoundTest {
    private static final Shape.Line LINE = new Shape.Line(new PatientPoint(150, 100, 0), new PatientPoint(180, 140, 0));

    private static DataSet file(String name) throws IOException {
        return DicomReader.usual().read(Shared.path("data/pydicom/test_files/" + name)).data();
    }

    @Test
    void a_still_image_of_350_rows_whose_region_ends_at_row_518_is_measured_in_pixels() throws IOException {
        DataSet h = file("examples_palette.dcm");
        UltrasoundRegion tissue = UltrasoundRegion.of(h).getFirst();
        assertThat(tissue.measuresLength()).isTrue();
        assertThat(tissue.lowPriority()).as("flags 3").isTrue();
        assertThat(tissue.across().delta()).isCloseTo(0.26228787661969974, within(1e-12));
        // Reference pixel 36 rows below the region's first.
        assertThat(tissue.down().at(36).orElseThrow()).isCloseTo(0, within(1e-9));
        UltrasoundRegion trace = UltrasoundRegion.of(h).getLast();
        assertThat(trace.format()).isEqualTo(UltrasoundRegion.Format.WAVEFORM);
        assertThat(trace.across().unit().ucum()).isEqualTo("s");
        assertThat(trace.down().usable()).isFalse();
        assertThat(ImageScale.of(h).at(LINE)).isEqualTo(new Scale.NoRegion(Scale.Why.BEYOND));
        DataSet whole = h.toBuilder().put(Tag.Rows, Vr.US, 600.0).build();
        assertThat(ImageScale.of(whole).at(LINE).source()).isEqualTo("ultrasound region 1: 0.262 mm a pixel");
    }

    @Test
    void a_clip_of_320_columns_whose_region_ends_at_column_595_is_measured_in_pixels_and_plays_30_frames_a_second() throws IOException {
        DataSet h = file("examples_ybr_color.dcm");
        assertThat(ImageScale.of(h).at(LINE)).isEqualTo(new Scale.NoRegion(Scale.Why.BEYOND));
        assertThat(FrameRate.of(h).orElseThrow()).isCloseTo(30, within(0.01));
    }
}
