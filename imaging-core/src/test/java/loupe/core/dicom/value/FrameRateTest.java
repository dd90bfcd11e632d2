package loupe.core.dicom.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

class FrameRateTest {
    private static DataSet.Builder clip() {
        return DataSet.builder().put(Tag.NumberOfFrames, Vr.IS, "10");
    }

    @Test
    void is_what_the_file_wants_shown_else_how_it_was_taken() {
        DataSet.Builder b = clip().put(Tag.FrameTime, Vr.DS, "40");
        assertThat(FrameRate.of(b.build())).hasValue(25);
        assertThat(FrameRate.of(b.put(Tag.CineRate, Vr.IS, "30").build())).hasValue(30);
        assertThat(FrameRate.of(b.put(Tag.RecommendedDisplayFrameRate, Vr.IS, "12").build())).hasValue(12);
        DataSet uneven = clip().put(Tag.FrameTimeVector, Vr.DS, "0", "30", "50").build();
        assertThat(FrameRate.of(uneven).orElseThrow()).isCloseTo(25, within(1e-9));
    }

    @Test
    void is_none_for_a_still_image_and_for_nonsense() {
        assertThat(FrameRate.of(DataSet.builder().put(Tag.FrameTime, Vr.DS, "40").build())).isEmpty();
        assertThat(FrameRate.of(clip().build())).isEmpty();
        assertThat(FrameRate.of(clip().put(Tag.FrameTime, Vr.DS, "0").build())).isEmpty();
        assertThat(FrameRate.of(clip().put(Tag.FrameTime, Vr.DS, "-5").put(Tag.CineRate, Vr.IS, "0").build())).isEmpty();
    }
}
