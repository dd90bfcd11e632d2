package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

/// Numbers that are none, which the fuzzer found, and a table without a descriptor.
class OddWindowsAndTablesTest {
    @Test
    void a_window_whose_centre_or_width_is_no_number_is_left_out_and_the_others_stay() {
        DataSet header = DataSet.builder()
                .put(Tag.WindowCenter, Vr.DS, "none", "40", "50")
                .put(Tag.WindowWidth, Vr.DS, "100", "400", "wide")
                .build();
        assertThat(FileWindow.of(header, 0)).hasSize(1);
        assertThat(FileWindow.of(header, 0).getFirst().window().brightness(40)).isBetween(0.49, 0.51);
    }

    @Test
    void a_window_of_infinite_binary_numbers_is_left_out() {
        DataSet header = DataSet.builder()
                .put(Tag.WindowCenter, Vr.FD, Double.NaN, 1)
                .put(Tag.WindowWidth, Vr.FD, 100, Double.POSITIVE_INFINITY)
                .build();
        assertThat(FileWindow.of(header, 0)).isEmpty();
    }

    @Test
    void a_table_without_a_descriptor_is_left_out() {
        DataSet table = DataSet.builder().put(Tag.LUTData, Vr.OW, new byte[16]).build();
        DataSet header = DataSet.builder().put(Tag.VOILUTSequence, List.of(table)).build();
        assertThat(FileWindow.of(header, 0)).isEmpty();
    }
}
