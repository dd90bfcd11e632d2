package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.EmptiedUids;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

/// Planes through real series; the truth is each slice's own file, decoded by itself.
class PublicSeriesTest {
    private static final class Folder implements PixelSupply {
        private final List<DataSet> headers = new ArrayList<>();
        private final List<TransferSyntax> syntaxes = new ArrayList<>();

        Folder(String relative) throws IOException {
            try (Stream<Path> all = Files.list(Shared.path(relative))) {
                for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                    DicomFile f = DicomReader.usual().read(p);
                    syntaxes.add(f.syntax());
                    headers.add(EmptiedUids.named(f.data(), headers.size()));
                }
            }
        }

        List<Stack> stacks() {
            List<Stack> out = new ArrayList<>();
            Headers.series(headers)
                    .forEach(s -> s.stacks().stream().filter(k -> k.slices().size() > 3).forEach(out::add));
            assertThat(out).isNotEmpty();
            return out;
        }

        private int index(String uid) {
            for (int i = 0; i < headers.size(); i++) {
                if (headers.get(i).string(Tag.SOPInstanceUID, "").equals(uid)) {
                    return i;
                }
            }
            throw new IllegalArgumentException("no such instance");
        }

        @Override
        public DataSet header(String uid) {
            return headers.get(index(uid));
        }

        @Override
        public Frame frame(String uid, int frame) throws IOException {
            return PixelDecoder.decode(header(uid), syntaxes.get(index(uid)), frame);
        }

        /// A slice's own file, decoded and rescaled by its own header.
        float[] alone(SliceRef slice) throws IOException {
            Frame frame = frame(slice.sopInstanceUid(), slice.frame());
            DataSet h = header(slice.sopInstanceUid());
            double slope = h.number(Tag.RescaleSlope).orElse(1);
            double intercept = h.number(Tag.RescaleIntercept).orElse(0);
            float[] out = new float[frame.columns() * frame.rows()];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) (frame.sample(i) * slope + intercept);
            }
            return out;
        }
    }

    private static float[] cut(Volume v, Slab slab, Raster raster) {
        float[] out = new float[raster.pixels()];
        new PlaneSampler(v).sample(PlaneRequest.full(slab, raster, Float.NaN), out, JobContext.unattended());
        return out;
    }

    private static void storedSlices(String folder, int every) throws IOException {
        Folder files = new Folder(folder);
        for (Stack stack : files.stacks()) {
            try (Volume v = VolumeReader.read(stack, files, JobContext.unattended())) {
                VoxelGrid g = stack.grid();
                for (int s = 0; s < g.slices(); s += every) {
                    float[] plane = cut(v, Slab.thin(Plane.ofSlice(g, s)), Raster.ofSlice(g));
                    float[] alone = files.alone(stack.slices().get(s));
                    assertThat(Arrays.mismatch(plane, alone)).as("first pixel that differs in slice %d", s).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void slices_of_a_ct_come_out_as_their_files_hold_them_to_the_last_bit() throws IOException {
        storedSlices("data/ct_dicom_totalseg/example_ct_dicom", 3);
    }

    @Test
    void slices_of_a_leaning_head_ct_come_out_as_their_files_hold_them_to_the_last_bit() throws IOException {
        storedSlices("data/vendors/ct_ge", 5);
    }

    @Test
    void slices_of_an_oblique_mr_come_out_as_their_files_hold_them_to_the_last_bit() throws IOException {
        storedSlices("data/dicom2nifti/anatomical/001", 20);
    }

    @Test
    void a_plane_of_the_images_own_header_shows_that_image() throws IOException {
        Folder files = new Folder("data/ct_dicom_totalseg/example_ct_dicom");
        Stack stack = files.stacks().getFirst();
        try (Volume v = VolumeReader.read(stack, files, JobContext.unattended())) {
            for (int s : new int[] {0, 7, stack.slices().size() - 1}) {
                SliceRef slice = stack.slices().get(s);
                float[] plane = cut(v, Slab.thin(Plane.of(slice.plane())), Raster.of(slice.plane()));
                float[] stored = new float[v.grid().voxelsPerSlice()];
                v.slice(s, stored);
                assertThat(Arrays.equals(plane, stored)).isTrue();
            }
        }
    }

    /// Real values on cubes of 1.5 mm in the patient's axes: a coronal plane is rows of voxels, feet at the bottom.
    @Test
    void a_coronal_plane_of_an_isotropic_ct_is_its_voxels_to_the_last_bit() throws IOException {
        try (Volume v = nifti("data/ct_dicom_totalseg/example_ct_sm.nii.gz")) {
            VoxelGrid g = v.grid();
            assertThat(g.columnMm()).isCloseTo(g.sliceMm(), within(1e-3));
            int row = g.rows() / 2;
            Plane coronal = new Plane(
                    g.toPatient(0, row, g.slices() - 1), g.columnStep(), g.sliceStep().times(-1), g.frameOfReferenceUid());
            float[] plane = cut(
                    v, Slab.thin(coronal), new Raster(g.columns(), g.slices(), g.columnMm(), g.sliceMm(), 0, 0));
            for (int s = 0; s < g.slices(); s++) {
                for (int c = 0; c < g.columns(); c++) {
                    assertThat(plane[(g.slices() - 1 - s) * g.columns() + c]).isEqualTo(v.value(c, row, s));
                }
            }
        }
    }

    @Test
    void a_slab_of_whole_slices_of_a_ct_has_their_greatest_and_least_values() throws IOException {
        try (Volume v = nifti("data/ct_dicom_totalseg/example_ct_sm.nii.gz")) {
            VoxelGrid g = v.grid();
            int middle = g.slices() / 2;
            double mm = 4 * g.sliceMm();
            Plane plane = Plane.ofSlice(g, middle);
            float[] most = cut(v, new Slab(plane, mm, Slab.Projection.MAXIMUM), Raster.ofSlice(g));
            float[] least = cut(v, new Slab(plane, mm, Slab.Projection.MINIMUM), Raster.ofSlice(g));
            for (int i = 0; i < most.length; i++) {
                float high = Float.NEGATIVE_INFINITY;
                float low = Float.POSITIVE_INFINITY;
                for (int s = middle - 2; s <= middle + 2; s++) {
                    float x = v.value(i % g.columns(), i / g.columns(), s);
                    high = Math.max(high, x);
                    low = Math.min(low, x);
                }
                assertThat(most[i]).isEqualTo(high);
                assertThat(least[i]).isEqualTo(low);
            }
        }
    }

    private static Volume nifti(String relative) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Shared.path(relative)))) {
            return NiftiReader.volume(MemorySegment.ofArray(in.readAllBytes()));
        }
    }
}
