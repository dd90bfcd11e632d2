package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.display.ValueTransform;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static boolean uneven(String... ratio) {
        DataSet h = DataSet.builder().put(Tag.PixelAspectRatio, Vr.IS, ratio).build();
        return Probe.of(h, new ValueTransform(1, 0, "")).unevenPixels();
    }

    @Test
    void says_where_pixels_are_not_as_wide_as_high_and_of_no_known_size() {
        assertThat(uneven("1", "1")).isFalse();
        assertThat(uneven("4", "3")).isTrue();
        DataSet known = DataSet.builder().put(Tag.PixelAspectRatio, Vr.IS, "4", "3").put(Tag.PixelSpacing, Vr.DS, "0.4", "0.3").build();
        assertThat(Probe.of(known, new ValueTransform(1, 0, "")).unevenPixels()).isFalse();
    }

    @Test
    void turns_a_rescale_round_to_the_stored_value() {
        Probe p = Probe.of(DataSet.empty(), new ValueTransform(0.25, -100, ""));
        assertThat(p.storedValue(-100f)).hasValue(0);
        assertThat(p.storedValue(3.25f)).hasValue(413);
        assertThat(p.storedValue(Float.NaN)).isEmpty();
        DataSet floats = DataSet.builder().put(Tag.BitsAllocated, Vr.US, 32.0).build();
        assertThat(Probe.of(floats, new ValueTransform(1, 0, "")).storedValue(3)).as("stored as floats").isEmpty();
    }
}
