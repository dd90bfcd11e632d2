package loupe.core.dicom.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

class PixelScaleTest {
    @Test
    void a_slice_measures_in_the_patient() {
        DataSet d = DataSet.builder()
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.5")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .build();
        assertThat(PixelScale.of(d, 0)).isEqualTo(new PixelScale(0.7, 0.5, PixelScale.Plane.PATIENT));
    }

    @Test
    void a_projection_measures_on_its_detector_unless_magnification_is_known() {
        DataSet.Builder b = DataSet.builder().put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.2");
        assertThat(PixelScale.of(b.build(), 0)).isEqualTo(new PixelScale(0.2, 0.2, PixelScale.Plane.DETECTOR));
        DataSet magnified = b.put(Tag.EstimatedRadiographicMagnificationFactor, Vr.DS, "1.25").build();
        assertThat(PixelScale.of(magnified, 0)).isEqualTo(new PixelScale(0.16, 0.16, PixelScale.Plane.MAGNIFIED));
        DataSet distances = b.remove(Tag.EstimatedRadiographicMagnificationFactor)
                .put(Tag.DistanceSourceToDetector, Vr.DS, "1200")
                .put(Tag.DistanceSourceToPatient, Vr.DS, "800")
                .build();
        assertThat(PixelScale.of(distances, 0).rowMm()).isCloseTo(0.2 / 1.5, within(1e-12));
    }

    @Test
    void pixel_spacing_of_a_projection_is_calibrated_unless_it_repeats_the_detectors() {
        DataSet.Builder b = DataSet.builder()
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.2")
                .put(Tag.PixelSpacing, Vr.DS, "0.2", "0.2");
        assertThat(PixelScale.of(b.build(), 0).plane()).isEqualTo(PixelScale.Plane.DETECTOR);
        assertThat(PixelScale.of(b.put(Tag.PixelSpacing, Vr.DS, "0.15", "0.15").build(), 0).plane())
                .isEqualTo(PixelScale.Plane.CALIBRATED);
        assertThat(PixelScale.of(DataSet.empty(), 0).plane()).isEqualTo(PixelScale.Plane.NONE);
    }

    private static DataSet region(double x0, double x1, double units, double delta) {
        return DataSet.builder()
                .put(Tag.RegionLocationMinX0, Vr.UL, x0)
                .put(Tag.RegionLocationMinY0, Vr.UL, 10)
                .put(Tag.RegionLocationMaxX1, Vr.UL, x1)
                .put(Tag.RegionLocationMaxY1, Vr.UL, 200)
                .put(Tag.PhysicalUnitsXDirection, Vr.US, units)
                .put(Tag.PhysicalUnitsYDirection, Vr.US, 3)
                .put(Tag.PhysicalDeltaX, Vr.FD, delta)
                .put(Tag.PhysicalDeltaY, Vr.FD, -delta)
                .build();
    }

    @Test
    void an_ultrasound_region_measures_with_its_own_scale() {
        DataSet d = DataSet.builder()
                .put(Tag.SequenceOfUltrasoundRegions, List.of(region(0, 99, 3, 0.05), region(100, 300, 4, 0.01)))
                .build();
        List<UltrasoundRegion> all = UltrasoundRegion.of(d);
        UltrasoundRegion tissue = UltrasoundRegion.at(all, 50, 50).orElseThrow();
        assertThat(tissue.measuresLength()).isTrue();
        // 40 rows of -0.05 cm: 20 mm.
        assertThat(tissue.down().between(20, 60)).isCloseTo(20, within(1e-12));
        assertThat(tissue.down().unit().ucum()).isEqualTo("mm");
        UltrasoundRegion other = UltrasoundRegion.at(all, 150, 50).orElseThrow();
        assertThat(other.measuresLength()).isFalse();
        assertThat(other.across().between(110, 140)).as("seconds").isCloseTo(0.3, within(1e-12));
        assertThat(UltrasoundRegion.at(all, 350, 50)).isEmpty();
    }

    @Test
    void a_real_world_map_holds_in_its_range_only() {
        DataSet item = DataSet.builder()
                .put(Tag.RealWorldValueFirstValueMapped, Vr.US, 10)
                .put(Tag.RealWorldValueLastValueMapped, Vr.US, 12)
                .put(Tag.RealWorldValueSlope, Vr.FD, 0.25)
                .put(Tag.RealWorldValueIntercept, Vr.FD, -1)
                .put(Tag.LUTLabel, Vr.SH, "T2")
                .build();
        DataSet table = item.toBuilder().put(Tag.RealWorldValueLUTData, Vr.FD, 5, 7, 11).build();
        DataSet frames = DataSet.builder()
                .put(Tag.SharedFunctionalGroupsSequence, List.of(DataSet.builder()
                        .put(Tag.RealWorldValueMappingSequence, List.of(item, table))
                        .build()))
                .build();
        List<RealWorldMap> maps = RealWorldMap.of(frames, 3);
        assertThat(maps.getFirst().at(12)).hasValue(2);
        assertThat(maps.getFirst().at(13)).isEmpty();
        assertThat(maps.get(1).at(11)).hasValue(7);
        assertThat(maps.get(1).at(9.5)).isEmpty();
    }

    @Test
    void a_mapping_object_gives_the_suv_map_of_the_images_it_names() throws IOException {
        DataSet mapping = DicomReader.usual().read(Shared.path("data/dcmqi/sr-example/rwvm.dcm")).data();
        DataSet first = mapping.items(Tag.ReferencedImageRealWorldValueMappingSequence).getFirst();
        String image = first.items(Tag.ReferencedImageSequence).getFirst().string(Tag.ReferencedSOPInstanceUID, "");
        RealWorldMap map = RealWorldMap.ofMapping(mapping, image).getFirst();
        // As dcmdump prints it.
        assertThat(map.unit().value()).isEqualTo("{SUVbw}g/ml");
        assertThat(map.slope()).isPositive();
        assertThat(RealWorldMap.ofMapping(mapping, "2.25.4711")).isEmpty();
    }
}
