package loupe.core.segment.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.Shared;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.object.SegFile;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.between.FillBetween;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.shape.JointSmoothing;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.operation.shape.Shell;
import loupe.core.segment.operation.shape.Smoothing;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Operations on public masks: counts by scipy (distance_transform_edt, label, convolve) and what must hold for any mask.
class RealMasksTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final String SPINE = "spine_t2/t2_seg-manual.nii.gz";
    private static final String ORGANS = "ct_dicom_totalseg/example_seg_dicom.nii.gz";

    private static Mask mask(String file, int label) throws IOException {
        return NiftiReader.mask(NiftiReader.bytes(Shared.path("data/" + file), 1 << 30), label);
    }

    @ParameterizedTest
    @CsvSource({
        SPINE + ", 1, 4275, 11353, 356, 4222",
        ORGANS + ", 5, 366708, 414302, 318544, 366694",
        ORGANS + ", 52, 11723, 18781, 6123, 11643"
    })
    void counts_are_those_of_scipy(String file, int label, long voxels, long grown, long shrunk, long median)
            throws IOException {
        Mask m = mask(file, label);
        assertThat(m.count()).isEqualTo(voxels);
        assertThat(Margin.grown(m, 3.2, JOB).count()).isEqualTo(grown);
        assertThat(Margin.shrunk(m, 3.2, JOB).count()).isEqualTo(shrunk);
        assertThat(Smoothing.MEDIAN.of(m, 3, JOB).count()).isEqualTo(median);
        assertThat(Islands.of(m, Neighbours.SIX, JOB).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 52})
    void what_must_hold_for_any_mask_holds(int label) throws IOException {
        invariants(mask(ORGANS, label));
    }

    @Test
    void what_must_hold_for_any_mask_holds_for_a_dicom_segmentation() throws IOException {
        DicomFile f = DicomReader.usual().read(Shared.path("data/dcmqi/segmentations/liver.dcm"));
        invariants(SegFile.of(f.data(), f.syntax()).segmentation().segment(1).mask());
    }

    private static void invariants(Mask m) {
        Mask wide = Margin.grown(m, 2, JOB);
        Mask wider = Margin.grown(m, 5, JOB);
        Mask narrow = Margin.shrunk(m, 2, JOB);
        Mask narrower = Margin.shrunk(m, 5, JOB);
        assertThat(narrower.andNot(narrow).isEmpty()).isTrue();
        assertThat(narrow.andNot(m).isEmpty()).isTrue();
        assertThat(m.andNot(wide).isEmpty()).isTrue();
        assertThat(wide.andNot(wider).isEmpty()).isTrue();
        Mask shell = Shell.OUTSIDE_SURFACE.of(m, 2, JOB);
        assertThat(shell.andNot(m).isEmpty()).isTrue();
        assertThat(shell.or(narrow)).isEqualTo(m);
        Mask parts = m.xor(Smoothing.OPENING.of(m, 4, JOB));
        Islands islands = Islands.of(parts, Neighbours.TWENTY_SIX, JOB);
        double sum = IntStream.range(0, islands.count()).mapToDouble(islands::mm3).sum();
        assertThat(Math.rint(sum / m.grid().voxelMm3())).isEqualTo(parts.count());
        MaskDelta delta = m.deltaTo(wide);
        assertThat(m.apply(delta)).isEqualTo(wide);
        assertThat(wide.apply(delta)).isEqualTo(m);
    }

    @Test
    void organs_smoothed_together_stay_apart_and_hold_their_volume() throws IOException {
        List<Mask> organs = List.of(mask(ORGANS, 5), mask(ORGANS, 1), mask(ORGANS, 6), mask(ORGANS, 52));
        List<Mask> after = JointSmoothing.of(organs, 1.5, JOB);
        Mask sum = Mask.empty(organs.getFirst().grid());
        for (int i = 0; i < organs.size(); i++) {
            assertThat(sum.and(after.get(i)).isEmpty()).isTrue();
            assertThat(after.get(i).dice(organs.get(i))).isGreaterThan(0.95);
            sum = sum.or(after.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({ORGANS + ", 5, 0.98", ORGANS + ", 52, 0.96", ORGANS + ", 1, 0.98"})
    void every_fourth_slice_of_an_organ_gives_back_the_rest(String file, int label, double dice) throws IOException {
        Mask m = mask(file, label);
        Mask.Builder drawn = Mask.builder(m.grid());
        int last = 0;
        for (int s = 0; s < m.grid().slices(); s += 4) {
            drawn.add(s, m.words(s));
            last = s;
        }
        Mask.Builder truth = Mask.builder(m.grid());
        for (int s = 0; s <= last; s++) {
            truth.add(s, m.words(s));
        }
        Mask whole = truth.build();
        for (FillBetween way : FillBetween.values()) {
            assertThat(way.of(drawn.build(), 2, JOB).mask().dice(whole)).isGreaterThan(dice);
        }
        assertThat(last).isEqualTo(16);
    }
}
