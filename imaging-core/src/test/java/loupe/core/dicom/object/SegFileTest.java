package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Segmentations of other programs against their NRRD truth, and ours against pydicom's reading.
class SegFileTest {
    private static final String SEGMENTATIONS = "data/dcmqi/segmentations/";

    @TempDir Path folder;

    private static SegFile read(String name) throws IOException {
        DicomFile f = DicomReader.usual().read(Shared.path(SEGMENTATIONS + name));
        return SegFile.of(f.data(), f.syntax());
    }

    /// Every voxel of the truth, looked up by its place in the patient.
    private static void equalsTruth(Segmentation ours, int segment, Nrrd truth, int label) {
        Mask mask = ours.segment(segment).mask();
        double[] first = ours.grid().toIndex(truth.origin());
        long set = 0;
        for (int s = 0; s < truth.slices(); s++) {
            int slice = (int) Math.rint(first[2]) + s;
            for (int r = 0; r < truth.rows(); r++) {
                for (int c = 0; c < truth.columns(); c++) {
                    boolean in = slice >= 0 && slice < ours.grid().slices() && mask.contains(c, r, slice);
                    if (in != (truth.label(c, r, s) == label)) {
                        throw new AssertionError("voxel " + c + "," + r + "," + s);
                    }
                    set += in ? 1 : 0;
                }
            }
        }
        assertThat(first[0]).isCloseTo(0, within(0.01));
        assertThat(first[1]).isCloseTo(0, within(0.01));
        assertThat(mask.count()).as("no voxel beside the truth's").isEqualTo(set).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "liver.dcm,liver_seg.nrrd,1,1",
        "23x38x3/seg/label.seg,23x38x3/nrrd/label.nrrd,1,1",
        "24x38x3/seg/label.seg,24x38x3/nrrd/label.nrrd,1,1",
        "partial_overlaps.dcm,partial_overlaps-1.nrrd,1,1",
        "partial_overlaps.dcm,partial_overlaps-2.nrrd,2,2",
        "partial_overlaps.dcm,partial_overlaps-3.nrrd,3,3",
        "partial_overlaps.dcm,partial_overlaps-1.nrrd,4,4",
        "partial_overlaps.dcm,partial_overlaps-1.nrrd,5,5",
        "sparse-labelmap-noppv.dcm,sparse_labelmap_noppv_seg.nrrd,1,1",
        "sparse-labelmap-ppv5.dcm,sparse_labelmap_ppv5_seg.nrrd,1,1"
    })
    void equals_the_nrrd_truth_voxel_by_voxel(String seg, String nrrd, int segment, int label) throws IOException {
        equalsTruth(read(seg).segmentation(), segment, Nrrd.read(Shared.path(SEGMENTATIONS + nrrd)), label);
    }

    @Test
    void a_sparse_file_keeps_the_empty_slices_between_and_lies_on_its_images() throws IOException {
        SegFile sparse = read("sparse-labelmap-noppv.dcm");
        assertThat(sparse.grid().slices()).isEqualTo(3);
        assertThat(sparse.segmentation().segment(1).mask().isEmpty(1)).isTrue();
        Stack images = images("24x38x3/image");
        assertThat(sparse.onto(images).segment(1).mask().count()).isEqualTo(630);
        assertThat(read("24x38x3/seg/label.seg").onto(images).segment(1).mask().count(1)).isEqualTo(315);
    }

    private static Stack images(String name) throws IOException {
        List<DataSet> headers = new ArrayList<>();
        try (var files = Files.list(Shared.path(SEGMENTATIONS + name))) {
            for (Path p : files.sorted().toList()) {
                headers.add(DicomReader.usual().read(p).data());
            }
        }
        return Headers.series(headers).getFirst().stacks().getFirst();
    }

    @Test
    void the_volume_of_a_segment_is_the_one_its_report_states() throws IOException {
        DicomFile seg = DicomReader.usual().read(Shared.path("data/dcmqi/sr-example/seg.dcm"));
        double ours = SegFile.of(seg.data(), seg.syntax()).segmentation().segment(1).mask().millilitres();
        // dcmqi: Sum of segmented voxel volumes.
        assertThat(ours).isCloseTo(33.5824, within(5e-5));
    }

    @Test
    void on_a_finer_turned_grid_a_voxel_belongs_where_its_centre_lies() throws IOException {
        Segmentation own = read("24x38x3/seg/label.seg").segmentation();
        VoxelGrid g = own.grid();
        // Columns and rows change places, half the spacing.
        VoxelGrid turned = new VoxelGrid(
                76, 48, 3, g.origin().plus(g.columnStep().times(-0.25)).plus(g.rowStep().times(-0.25)),
                g.rowStep().times(0.5), g.columnStep().times(0.5), g.sliceStep(), g.frameOfReferenceUid());
        Mask fine = read("24x38x3/seg/label.seg").resampled(turned).segment(1).mask();
        assertThat(fine.count()).isEqualTo(4 * own.segment(1).mask().count());
        for (int c = 0; c < 76; c++) {
            for (int r = 0; r < 48; r++) {
                assertThat(fine.contains(c, r, 1)).isEqualTo(own.segment(1).mask().contains(r / 2, c / 2, 1));
            }
        }
    }

    private static DataSet source(int slice) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.50" + slice)
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.Columns, Vr.US, 13)
                .put(Tag.Rows, Vr.US, 7)
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.9")
                .put(Tag.SliceThickness, Vr.DS, "3")
                .put(Tag.ImageOrientationPatient, Vr.DS, "0", "1", "0", "0.8", "0", "-0.6")
                .put(Tag.ImagePositionPatient, Vr.DS, "" + -1.8 * slice, "5", "" + -2.4 * slice)
                .build();
    }

    private static Stack stack() {
        return Headers.series(IntStream.range(0, 6).mapToObj(SegFileTest::source).toList())
                .getFirst()
                .stacks()
                .getFirst();
    }

    private static Segmentation thirds(Stack stack) {
        Segmentation two = ExportedObjectsTest.twoSegments(stack.grid());
        Mask.Builder rest = Mask.builder(stack.grid());
        for (int i = 0; i < 91; i++) {
            if (!two.segment(1).mask().contains(4, i)) {
                rest.add(4, i);
            }
        }
        return two.with(2, rest.build());
    }

    private SegWriter writer(Stack stack) {
        return new SegWriter(
                ExportedObjectsTest.object("2.25.900"), stack, new SegWriter.Source("1.2.840.10008.5.1.4.1.1.2", "2.25.2", false),
                SegAuthorship.automatic("net 1.0", 2));
    }

    private Path written(DataSet d) throws IOException {
        Path file = folder.resolve("ours.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    @Test
    void our_label_map_comes_back_and_says_the_same_to_pydicom() throws IOException {
        Stack stack = stack();
        Segmentation s = thirds(stack);
        Path file = written(writer(stack).labelmap(s));
        Segmentation back = SegFile.of(DicomReader.usual().read(file).data(), TransferSyntax.EXPLICIT_LE).onto(stack);
        assertThat(back).isEqualTo(s);
        Peer.Answer a = Peer.python(
                """
                import pydicom, sys
                d = pydicom.dcmread(sys.argv[1])
                print(d.SegmentationType, [int((d.pixel_array == n).sum()) for n in (1, 2)])
                """,
                file.toString());
        assertThat(a.output().strip())
                .isEqualTo("LABELMAP [" + s.segment(1).mask().count() + ", " + s.segment(2).mask().count() + "]");
    }

    @Test
    void overlapping_segments_make_no_label_map() {
        Stack stack = stack();
        Segmentation s = thirds(stack).with(2, thirds(stack).segment(1).mask());
        assertThatThrownBy(() -> writer(stack).labelmap(s)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void our_fractions_come_back_within_half_a_step_and_satisfy_dciodvfy() throws IOException {
        Stack stack = stack();
        Segmentation s = thirds(stack);
        try (Volume p = Volumes.of(stack.grid(), (c, r, z) -> (c * 7 + r + z) % 100 / 99.0);
                Volume q = Volumes.of(stack.grid(), (c, r, z) -> 1 - (c + r) / 20.0)) {
            Path file = written(writer(stack).fractional(s, List.of(p, q)));
            assertThat(Peer.dciodvfyErrors(file)).isEmpty();
            SegFile back = SegFile.of(DicomReader.usual().read(file).data(), TransferSyntax.EXPLICIT_LE);
            assertThat(back.kind()).isEqualTo(SegFile.Kind.FRACTIONAL);
            try (Volume read = back.fractions(1)) {
                for (int z = 0; z < read.grid().slices(); z++) {
                    PatientPoint at = read.grid().toPatient(0, 0, z);
                    int slice = (int) Math.rint(stack.grid().toIndex(at)[2]);
                    if (!s.segment(1).mask().isEmpty(slice)) {
                        assertThat(read.value(3, 2, z)).isCloseTo(p.value(3, 2, slice), within(0.5f / 255));
                    }
                }
            }
            assertThat(back.segmentation().segment(2).mask().count()).isPositive();
        }
    }

    @Test
    void a_run_length_coded_binary_file_is_read_like_the_plain_one() throws IOException {
        Path plain = Shared.path(SEGMENTATIONS + "sparse-labelmap-noppv.dcm");
        Path coded = folder.resolve("rle.dcm");
        Peer.Answer a = Peer.run(List.of("dcmcrle", plain.toString(), coded.toString()));
        assertThat(a.exit()).as(a.output()).isZero();
        DicomFile f = DicomReader.usual().read(coded);
        assertThat(f.syntax().encapsulated()).isTrue();
        assertThat(SegFile.of(f.data(), f.syntax()).segmentation())
                .isEqualTo(read("sparse-labelmap-noppv.dcm").segmentation());
    }

    @Test
    void frames_without_place_or_with_unknown_segments_are_refused() throws IOException {
        DataSet good = DicomReader.usual().read(Shared.path(SEGMENTATIONS + "liver.dcm")).data();
        DataSet lost = good.toBuilder().remove(Tag.PerFrameFunctionalGroupsSequence).build();
        DataSet unknown = good.toBuilder().put(Tag.SegmentSequence, List.of()).build();
        DataSet more = good.toBuilder().put(Tag.NumberOfFrames, Vr.IS, "4000000").build();
        for (DataSet bad : List.of(lost, unknown, more)) {
            assertThatThrownBy(() -> SegFile.of(bad, TransferSyntax.EXPLICIT_LE)).isInstanceOf(DicomException.class);
        }
    }
}
