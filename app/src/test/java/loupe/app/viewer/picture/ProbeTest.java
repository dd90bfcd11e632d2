package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.display.ValueTransform;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static DataSet region(int unit, double delta) {
        return DataSet.builder()
                .put(Tag.RegionLocationMinX0, Vr.UL, 0.0)
                .put(Tag.RegionLocationMinY0, Vr.UL, 0.0)
                .put(Tag.RegionLocationMaxX1, Vr.UL, 99.0)
                .put(Tag.RegionLocationMaxY1, Vr.UL, 99.0)
                .put(Tag.PhysicalUnitsXDirection, Vr.US, (double) unit)
                .put(Tag.PhysicalUnitsYDirection, Vr.US, (double) unit)
                .put(Tag.PhysicalDeltaX, Vr.FD, delta)
                .put(Tag.PhysicalDeltaY, Vr.FD, delta)
                .build();
    }

    private static boolean ownUnits(DataSet... regions) {
        DataSet h = DataSet.builder().put(Tag.SequenceOfUltrasoundRegions, List.of(regions)).build();
        return Probe.of(h, new ValueTransform(1, 0, "")).ownUnits();
    }

    @Test
    void says_where_parts_of_an_ultrasound_image_have_units_of_their_own() {
        assertThat(ownUnits()).isFalse();
        assertThat(ownUnits(region(3, 0.01))).as("one picture in centimetres").isFalse();
        assertThat(ownUnits(region(3, 0.01), region(3, 0.01))).as("two of one scale").isFalse();
        assertThat(ownUnits(region(3, 0.01), region(3, 0.02))).as("two of different scales").isTrue();
        assertThat(ownUnits(region(3, 0.01), region(4, 0.01))).as("a spectrum in seconds").isTrue();
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
