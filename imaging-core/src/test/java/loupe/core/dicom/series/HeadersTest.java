package loupe.core.dicom.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.PatientVector;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Test;

/// Where frames of multi-frame objects lie and which belong together.
class HeadersTest {
    private static DataSet item(int tag, Vr vr, String... values) {
        return DataSet.builder().put(tag, vr, values).build();
    }

    private static DataSet.Builder enhanced(List<DataSet> frames, DataSet shared) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.Rows, Vr.US, 8)
                .put(Tag.Columns, Vr.US, 12)
                .put(Tag.NumberOfFrames, Vr.IS, "" + frames.size())
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .put(Tag.PerFrameFunctionalGroupsSequence, frames);
    }

    private static DataSet.Builder placed(int slice) {
        return DataSet.builder()
                .put(Tag.PlanePositionSequence, List.of(item(Tag.ImagePositionPatient, Vr.DS, "1", "2", "" + 3 * slice)));
    }

    private static DataSet.Builder shared() {
        DataSet measures = DataSet.builder()
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.5")
                .put(Tag.SliceThickness, Vr.DS, "3")
                .build();
        return DataSet.builder()
                .put(Tag.PixelMeasuresSequence, List.of(measures))
                .put(Tag.PlaneOrientationSequence, List.of(
                        item(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")));
    }

    private static List<Stack> stacks(DataSet h) {
        return Headers.series(List.of(h)).getFirst().stacks();
    }

    @Test
    void an_enhanced_mr_splits_by_b_value_in_the_order_of_its_frames() {
        List<DataSet> frames = new ArrayList<>();
        for (int slice = 0; slice < 5; slice++) {
            for (String b : List.of("0", "500", "1000")) {
                frames.add(placed(slice)
                        .put(Tag.MRDiffusionSequence, List.of(DataSet.builder()
                                .put(Tag.DiffusionBValue, Vr.FD, Double.parseDouble(b))
                                .build()))
                        .build());
            }
        }
        List<Stack> stacks = stacks(enhanced(frames, shared().build()).build());
        assertThat(stacks).extracting(s -> s.slices().size()).containsExactly(5, 5, 5);
        assertThat(stacks.get(1).slices()).extracting(s -> s.frame()).containsExactly(1, 4, 7, 10, 13);
        assertThat(stacks.getFirst().grid().sliceStep()).isEqualTo(new PatientVector(0, 0, 3));
        assertThat(stacks.getFirst().grid().columnMm()).isEqualTo(0.5);
    }

    @Test
    void an_enhanced_ct_splits_by_time_and_by_cardiac_phase() {
        for (boolean cardiac : new boolean[] {false, true}) {
            List<DataSet> frames = new ArrayList<>();
            for (int time = 1; time <= 2; time++) {
                for (int slice = 0; slice < 4; slice++) {
                    DataSet.Builder f = placed(slice);
                    if (cardiac) {
                        f.put(Tag.CardiacSynchronizationSequence, List.of(DataSet.builder()
                                .put(Tag.NominalCardiacTriggerDelayTime, Vr.FD, 120.5 * time)
                                .build()));
                    } else {
                        f.put(Tag.FrameContentSequence, List.of(
                                DataSet.builder().put(Tag.TemporalPositionIndex, Vr.UL, time).build()));
                    }
                    frames.add(f.build());
                }
            }
            assertThat(stacks(enhanced(frames, shared().build()).build()))
                    .extracting(s -> s.slices().size())
                    .containsExactly(4, 4);
        }
    }

    @Test
    void an_enhanced_ultrasound_volume_lies_in_its_volume_frame_of_reference() {
        List<DataSet> frames = new ArrayList<>();
        for (int slice = 0; slice < 3; slice++) {
            frames.add(DataSet.builder()
                    .put(Tag.PlanePositionVolumeSequence, List.of(
                            DataSet.builder().put(Tag.ImagePositionVolume, Vr.FD, 0, 0, 1.5 * slice).build()))
                    .put(Tag.PlaneOrientationVolumeSequence, List.of(
                            DataSet.builder().put(Tag.ImageOrientationVolume, Vr.FD, 1, 0, 0, 0, 1, 0).build()))
                    .build());
        }
        Stack s = stacks(enhanced(frames, shared().build()).build()).getFirst();
        assertThat(s.grid().slices()).isEqualTo(3);
        assertThat(s.grid().sliceMm()).isEqualTo(1.5);
    }

    @Test
    void a_dose_grid_lies_at_its_frame_offsets() throws IOException {
        DataSet h = DicomReader.usual().read(Shared.path("data/pydicom/test_files/rtdose.dcm")).data();
        Stack s = stacks(h).getFirst();
        double[] offsets = h.doubles(Tag.GridFrameOffsetVector);
        assertThat(s.grid().slices()).isEqualTo(offsets.length).isGreaterThan(1);
        assertThat(s.grid().sliceMm()).isCloseTo(Math.abs(offsets[1] - offsets[0]), within(1e-9));
    }

    @Test
    void a_reconstructed_nuclear_volume_lies_at_its_slice_spacing() {
        DataSet detector = DataSet.builder()
                .put(Tag.ImagePositionPatient, Vr.DS, "5", "6", "7")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .build();
        DataSet h = DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "RECON TOMO", "EMISSION")
                .put(Tag.Rows, Vr.US, 8)
                .put(Tag.Columns, Vr.US, 12)
                .put(Tag.NumberOfFrames, Vr.IS, "4")
                .put(Tag.PixelSpacing, Vr.DS, "4", "4")
                .put(Tag.SpacingBetweenSlices, Vr.DS, "-4.5")
                .put(Tag.DetectorInformationSequence, List.of(detector))
                .build();
        Stack s = stacks(h).getFirst();
        assertThat(s.grid().slices()).isEqualTo(4);
        // Downwards from the first frame; sorted, the last frame comes first.
        assertThat(s.slices().getFirst().frame()).isEqualTo(3);
        assertThat(s.grid().origin().zMm()).isEqualTo(7 - 13.5);
    }

    @Test
    void images_of_two_frames_of_reference_form_two_stacks() {
        List<DataSet> headers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            headers.add(DataSet.builder()
                    .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1" + i)
                    .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                    .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25." + i % 2)
                    .put(Tag.Rows, Vr.US, 8)
                    .put(Tag.Columns, Vr.US, 12)
                    .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                    .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", "" + i)
                    .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                    .build());
        }
        assertThat(Headers.series(headers).getFirst().stacks()).hasSize(2);
    }
}
