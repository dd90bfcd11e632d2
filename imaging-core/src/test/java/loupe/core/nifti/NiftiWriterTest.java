package loupe.core.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.image.Volume.SampleType;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written as NIfTI lies where it lay, to the value.
class NiftiWriterTest {
    private static final int SFORM_CODE = 254;

    @TempDir Path folder;

    /// Turned about all axes, with steps of 0.7, 0.9 and 3 mm.
    private static VoxelGrid oblique(boolean mirrored) {
        PatientVector c = new PatientVector(2, 1, -0.5).unit();
        PatientVector r = c.cross(new PatientVector(0, 0, 1)).unit();
        PatientVector s = c.cross(r).times(mirrored ? -3 : 3);
        return new VoxelGrid(5, 4, 3, new PatientPoint(-12.5, 40, 7.25), c.times(0.7), r.times(0.9), s, "");
    }

    private static Volume volume(VoxelGrid grid, SampleType type, double slope, double intercept, double last) {
        Volume.Builder b = Volume.builder(grid, type, "HU");
        SplittableRandom random = new SplittableRandom(7);
        for (int s = 0; s < grid.slices(); s++) {
            MemorySegment into = b.sliceSamples(s);
            for (int i = 0; i < grid.voxelsPerSlice(); i++) {
                if (type == SampleType.FLOAT32) {
                    into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble());
                } else {
                    into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt());
                }
            }
            b.rescale(s, s == grid.slices() - 1 ? last : slope, intercept);
        }
        return b.build();
    }

    private MemorySegment written(Volume v) throws IOException {
        Path file = folder.resolve("v.nii.gz");
        NiftiWriter.volume(v, file);
        return MemorySegment.ofArray(NiftiReader.bytes(file, 1 << 20).toArray(ValueLayout.JAVA_BYTE));
    }

    private static void samePlaces(VoxelGrid a, VoxelGrid b) {
        for (int i = 0; i < 8; i++) {
            double c = (i & 1) * (a.columns() - 1);
            double r = (i >> 1 & 1) * (a.rows() - 1);
            double s = (i >> 2) * (a.slices() - 1);
            assertThat(a.toPatient(c, r, s).distanceMm(b.toPatient(c, r, s))).isLessThan(1e-4);
        }
    }

    private static void sameValues(Volume a, Volume b) {
        float[] x = new float[a.grid().voxelsPerSlice()];
        float[] y = new float[x.length];
        for (int s = 0; s < a.grid().slices(); s++) {
            a.slice(s, x);
            b.slice(s, y);
            assertThat(y).isEqualTo(x);
        }
    }

    @Nested
    class A_volume {
        @Test
        void of_whole_numbers_keeps_samples_factor_and_place() throws IOException {
            for (SampleType type : new SampleType[] {SampleType.INT16, SampleType.UINT16}) {
                try (Volume v = volume(oblique(false), type, 0.5, -1024, 0.5);
                        Volume back = NiftiReader.volume(written(v))) {
                    assertThat(back.sampleType()).isEqualTo(type);
                    assertThat(back.slope(2)).isEqualTo(0.5);
                    sameValues(v, back);
                    samePlaces(v.grid(), back.grid());
                }
                Files.delete(folder.resolve("v.nii.gz"));
            }
        }

        @Test
        void whose_slices_have_factors_of_their_own_or_one_that_is_not_exact_is_written_as_values() throws IOException {
            double[][] cases = {{1, 0, 2}, {0.1, 0, 0.1}};
            for (double[] c : cases) {
                try (Volume v = volume(oblique(false), SampleType.INT16, c[0], c[1], c[2]);
                        Volume back = NiftiReader.volume(written(v))) {
                    assertThat(back.sampleType()).isEqualTo(SampleType.FLOAT32);
                    sameValues(v, back);
                }
                Files.delete(folder.resolve("v.nii.gz"));
            }
        }

        @Test
        void lies_at_the_same_place_by_qform_alone_mirrored_or_not() throws IOException {
            for (boolean mirrored : new boolean[] {false, true}) {
                try (Volume v = volume(oblique(mirrored), SampleType.FLOAT32, 1, 0, 1)) {
                    MemorySegment bytes = written(v);
                    bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED, SFORM_CODE, (short) 0);
                    try (Volume back = NiftiReader.volume(bytes)) {
                        samePlaces(v.grid(), back.grid());
                        sameValues(v, back);
                    }
                }
                Files.delete(folder.resolve("v.nii.gz"));
            }
        }

        @Test
        void whose_gantry_was_tilted_has_no_qform_which_could_not_say_so() throws IOException {
            VoxelGrid tilted = new VoxelGrid(4, 4, 3, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0),
                    new PatientVector(0, 1, 0), new PatientVector(0, 0.5, 2), "");
            try (Volume v = volume(tilted, SampleType.INT16, 1, 0, 1)) {
                MemorySegment bytes = written(v);
                assertThat(bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, 252)).isZero();
                try (Volume back = NiftiReader.volume(bytes)) {
                    samePlaces(tilted, back.grid());
                }
            }
        }
    }

    @Test
    void a_mask_comes_back_to_the_voxel() throws IOException {
        Mask.Builder b = Mask.builder(oblique(true));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 25; i++) {
            b.add(random.nextInt(5), random.nextInt(4), random.nextInt(3));
        }
        Mask mask = b.build();
        Path file = folder.resolve("m.nii.gz");
        NiftiWriter.mask(mask, file);

        Mask back = NiftiReader.mask(NiftiReader.bytes(file, 1 << 20), 1);
        assertThat(back.count()).isEqualTo(mask.count());
        mask.forEachVoxel((c, r, s) -> assertThat(back.contains(c, r, s)).isTrue());
        samePlaces(mask.grid(), back.grid());
    }

    @Test
    void a_file_that_is_there_is_left_alone() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.nii.gz"), "mine");
        Mask mask = Mask.empty(oblique(false));
        assertThatThrownBy(() -> NiftiWriter.mask(mask, file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }
}
