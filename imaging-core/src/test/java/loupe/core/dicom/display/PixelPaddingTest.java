package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

/// PS3.3 C.7.5.1.1.2: values outside of what was imaged, after the rescale.
class PixelPaddingTest {
    private static DataSet.Builder ct() {
        return DataSet.builder()
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.PixelRepresentation, Vr.US, 1.0)
                .put(Tag.RescaleSlope, Vr.DS, "2")
                .put(Tag.RescaleIntercept, Vr.DS, "-1024");
    }

    private static PixelPadding of(DataSet.Builder header) {
        return PixelPadding.of(header.build(), 0).orElseThrow();
    }

    @Test
    void is_none_where_the_image_names_none() {
        assertThat(PixelPadding.of(ct().build(), 0)).isEmpty();
    }

    @Test
    void is_one_value_after_the_rescale() {
        PixelPadding p = of(ct().put(Tag.PixelPaddingValue, Vr.SS, -2000.0));
        assertThat(p.has(-5024)).isTrue();
        assertThat(p.has(-5022)).isFalse();
        assertThat(p.has(-5026)).isFalse();
    }

    @Test
    void is_a_range_whichever_end_comes_first() {
        for (double[] ends : new double[][] {{-2000, -1990}, {-1990, -2000}}) {
            PixelPadding p = of(ct().put(Tag.PixelPaddingValue, Vr.SS, ends[0]).put(Tag.PixelPaddingRangeLimit, Vr.SS, ends[1]));
            assertThat(p.has(-5024) && p.has(-5010) && p.has(-5004)).isTrue();
            assertThat(p.has(-5003) || p.has(-5025)).isFalse();
        }
    }

    @Test
    void of_signed_values_may_be_written_as_if_unsigned() {
        assertThat(of(ct().put(Tag.PixelPaddingValue, Vr.US, 65536.0 - 2000)).has(-5024)).isTrue();
    }
}
