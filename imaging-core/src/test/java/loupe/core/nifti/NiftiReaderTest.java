package loupe.core.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NiftiReaderTest {

    private static byte[] unpacked(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Shared.path("data/" + file)))) {
            return in.readAllBytes();
        }
    }

    private static MemorySegment segment(byte[] b) {
        return MemorySegment.ofArray(b);
    }

    private static List<PatientPoint> corners(VoxelGrid g) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            out.add(g.toPatient(
                    (i & 1) * (g.columns() - 1), (i >> 1 & 1) * (g.rows() - 1), (i >> 2) * (g.slices() - 1)));
        }
        return out;
    }

    private static void sameCorners(VoxelGrid a, VoxelGrid b, double mm) {
        assertThat(corners(a)).allSatisfy(p -> assertThat(corners(b)).anyMatch(q -> q.distanceMm(p) < mm));
    }

    @Test
    void a_label_volume_lies_on_the_dicom_slices_it_was_made_from() throws IOException {
        List<DataSet> headers = new ArrayList<>();
        try (Stream<Path> all = Files.list(Shared.path("data/ct_dicom_totalseg/example_ct_dicom"))) {
            for (Path p : all.toList()) {
                headers.add(DicomReader.usual().read(p).data());
            }
        }
        VoxelGrid ct = Headers.series(headers).getFirst().stacks().getFirst().grid();
        byte[] labels = unpacked("ct_dicom_totalseg/example_seg_dicom.nii.gz");
        try (Volume v = NiftiReader.volume(segment(labels))) {
            sameCorners(v.grid(), ct, 0.01);
        }
    }

    @Test
    void values_and_their_sum_are_those_numpy_finds() throws IOException {
        for (String file : List.of("ct_dicom_totalseg/example_ct_sm.nii.gz", "ct_dicom_totalseg/example_ct.nii.gz",
                "chest_ct_eval/id001.nii.gz", "ct_dicom_totalseg/example_seg.nii.gz")) {
            Path gz = Shared.path("data/" + file);
            Peer.Answer a = Peer.python(
                    """
                    import sys, gzip, struct, numpy
                    b = gzip.open(sys.argv[1]).read()
                    dim = struct.unpack('<8h', b[40:56])
                    t = {2: 'u1', 4: '<i2', 8: '<i4', 16: '<f4'}[struct.unpack('<h', b[70:72])[0]]
                    at = int(struct.unpack('<f', b[108:112])[0])
                    n = dim[1] * dim[2] * dim[3]
                    v = numpy.frombuffer(b, t, n, at).reshape(dim[3], dim[2], dim[1]).astype('f8')
                    print(repr(float(v.sum())), repr(float(v[3, 5, 7])), repr(float(v.max())))
                    """,
                    gz.toString());
            String[] numbers = a.output().strip().split(" ");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(gz));
                    Volume v = NiftiReader.volume(segment(in.readAllBytes()))) {
                double sum = 0;
                double max = Double.NEGATIVE_INFINITY;
                float[] slice = new float[v.grid().voxelsPerSlice()];
                for (int s = 0; s < v.grid().slices(); s++) {
                    v.slice(s, slice);
                    for (float f : slice) {
                        sum += f;
                        max = Math.max(max, f);
                    }
                }
                assertThat(sum).isCloseTo(Double.parseDouble(numbers[0]), within(1e-6 * Math.abs(sum) + 1e-6));
                assertThat((double) v.value(7, 5, 3)).isEqualTo(Double.parseDouble(numbers[1]));
                assertThat(max).isEqualTo(Double.parseDouble(numbers[2]));
            }
        }
    }

    @Test
    void a_mask_has_the_voxels_of_its_label_only() throws IOException {
        byte[] labels = unpacked("ct_dicom_totalseg/example_seg_dicom.nii.gz");
        int at = (int) ByteBuffer.wrap(labels).order(ByteOrder.LITTLE_ENDIAN).getFloat(108);
        long five = 0;
        for (int i = at; i < at + 512 * 512 * 20; i++) {
            five += labels[i] == 5 ? 1 : 0;
        }
        assertThat(five).isPositive();
        assertThat(NiftiReader.mask(segment(labels), 5).count()).isEqualTo(five);
    }

    @Nested
    class The_place_in_the_patient {
        private ByteBuffer header() {
            ByteBuffer b = ByteBuffer.allocate(352 + 24).order(ByteOrder.LITTLE_ENDIAN);
            b.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 2).putShort(44, (short) 3).putShort(46, (short) 2);
            b.putShort(70, (short) 4).putFloat(76, 1).putFloat(80, 2).putFloat(84, 3).putFloat(88, 4).putFloat(108, 352);
            b.put(123, (byte) 2).put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
            return b;
        }

        @Test
        void turns_right_and_front_into_left_and_back() throws IOException {
            ByteBuffer b = header();
            b.putShort(254, (short) 1);
            b.putFloat(280, 2).putFloat(280 + 12, 10).putFloat(296 + 4, 3).putFloat(296 + 12, 20);
            b.putFloat(312 + 8, 4).putFloat(312 + 12, 30);
            try (Volume v = NiftiReader.volume(segment(b.array()))) {
                assertThat(v.grid().toPatient(0, 0, 0)).isEqualTo(new PatientPoint(-10, -20, 30));
                assertThat(v.grid().toPatient(1, 2, 1)).isEqualTo(new PatientPoint(-12, -26, 34));
            }
        }

        @Test
        void comes_from_the_quaternion_where_there_is_no_affine() throws IOException {
            ByteBuffer b = header();
            // A quarter turn about z: the first axis points to the front, the second to the left.
            b.putShort(252, (short) 1).putFloat(264, (float) Math.sqrt(0.5)).putFloat(268, 10).putFloat(76, -1);
            try (Volume v = NiftiReader.volume(segment(b.array()))) {
                PatientPoint p = v.grid().toPatient(1, 1, 1);
                assertThat(p.xMm()).isCloseTo(-10 + 3, within(1e-5));
                assertThat(p.yMm()).isCloseTo(-2, within(1e-5));
                assertThat(p.zMm()).isCloseTo(-4, within(1e-5));
            }
        }

        @Test
        void agrees_between_quaternion_and_affine_of_a_real_file_that_has_both() throws IOException {
            byte[] all = unpacked("spine_t2/t2.nii.gz");
            byte[] quaternionOnly = all.clone();
            Arrays.fill(quaternionOnly, 254, 256, (byte) 0);
            try (Volume v = NiftiReader.volume(segment(all));
                    Volume q = NiftiReader.volume(segment(quaternionOnly))) {
                sameCorners(v.grid(), q.grid(), 0.01);
            }
        }
    }

    @Nested
    class Refusing {
        @Test
        void what_is_no_nifti_and_what_is_cut_short() throws IOException {
            byte[] all = unpacked("ct_dicom_totalseg/example_ct_sm.nii.gz");
            assertThatThrownBy(() -> NiftiReader.volume(segment(new byte[400]))).isInstanceOf(NiftiException.class);
            assertThatThrownBy(() -> NiftiReader.volume(segment(Arrays.copyOf(all, all.length - 1))))
                    .isInstanceOf(NiftiException.class)
                    .hasMessageContaining("fewer voxels");
            assertThat(NiftiReader.recognises(segment(all))).isTrue();
            assertThat(NiftiReader.recognises(segment(new byte[10]))).isFalse();
        }

        @Test
        void damage_in_the_header_with_no_other_exception() throws IOException {
            byte[] all = Arrays.copyOf(unpacked("ct_dicom_totalseg/example_ct_sm.nii.gz"), 2000);
            SplittableRandom random = new SplittableRandom(2);
            int refused = 0;
            for (int i = 0; i < 20_000; i++) {
                byte[] b = all.clone();
                for (int k = 0; k < 4; k++) {
                    b[random.nextInt(352)] = (byte) random.nextInt();
                }
                try {
                    NiftiReader.volume(segment(b)).close();
                } catch (NiftiException e) {
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }
}
