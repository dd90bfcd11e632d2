package loupe.core.dicom.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.segment.Code;
import loupe.core.slide.FeatureOutline;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {
    private static final Code NUCLEUS = new Code("84640000", "SCT", "Nucleus");

    @TempDir Path folder;

    private static DataSet slide() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.77.1.6")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2")
                .put(Tag.StudyDate, Vr.DA, "20260101")
                .put(Tag.StudyTime, Vr.TM, "120000")
                .put(Tag.PatientName, Vr.PN, "P1")
                .put(Tag.PatientID, Vr.LO, "P1")
                .put(Tag.PatientSex, Vr.CS, "O")
                .put(Tag.ImageOrientationSlide, Vr.DS, "0", "-1", "0", "-1", "0", "0")
                .put(Tag.TotalPixelMatrixOriginSequence, List.of(DataSet.builder()
                        .put(Tag.XOffsetInSlideCoordinateSystem, Vr.DS, "20")
                        .put(Tag.YOffsetInSlideCoordinateSystem, Vr.DS, "40").build()))
                .put(Tag.SharedFunctionalGroupsSequence, List.of(DataSet.builder()
                        .put(Tag.PixelMeasuresSequence, List.of(DataSet.builder()
                                .put(Tag.PixelSpacing, Vr.DS, "0.00025", "0.0005").build())).build()))
                .build();
    }

    private static List<AnnotationGroup> groups() {
        SplittableRandom random = new SplittableRandom(1);
        List<FeatureOutline> nuclei = new ArrayList<>();
        List<FeatureOutline> points = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble(1e5);
            double y = random.nextDouble(1e5);
            nuclei.add(i % 2 == 0 ? FeatureOutline.polygon(x, y, x + 9, y, x + 5, y + 7) : FeatureOutline.polygon(x, y, x + 9, y, x + 9, y + 9, x, y + 9));
            points.add(FeatureOutline.point(x, y));
        }
        return List.of(
                new AnnotationGroup("nuclei", NUCLEUS, AnnotationGroup.Generation.AUTOMATIC,
                        Optional.of(new AnnotationGroup.Algorithm("he-nuclei", "1")), AnnotationGroup.Form.POLYGON, nuclei),
                new AnnotationGroup("mitoses", NUCLEUS, AnnotationGroup.Generation.MANUAL, Optional.empty(),
                        AnnotationGroup.Form.POINT, points),
                new AnnotationGroup("edge", NUCLEUS, AnnotationGroup.Generation.MANUAL, Optional.empty(),
                        AnnotationGroup.Form.POLYLINE, List.of(FeatureOutline.line(0, 0, 5.5, 1), FeatureOutline.line(1, 1, 2, 2, 3, 1))));
    }

    private static DataSet object() {
        DerivedObject o = new DerivedObject(
                slide(), "2.25.1", "2.25.2", 300, "Objects", LocalDateTime.of(2026, 1, 2, 3, 4, 5), "test");
        return AnnotationWriter.write(o, groups(), n -> "2.25.9" + n);
    }

    private Path file(DataSet data) throws Exception {
        Path file = folder.resolve("ann.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    @Test
    void what_is_written_is_read_back_equal() throws Exception {
        DataSet back = DicomReader.usual().read(file(object())).data();
        AnnotationReader.Read read = AnnotationReader.read(back, slide());
        assertThat(read.notes()).isEmpty();
        assertThat(read.groups()).isEqualTo(groups());
        DataSet first = back.items(Tag.AnnotationGroupSequence).getFirst();
        assertThat(first.doubles(Tag.LongPrimitivePointIndexList)).startsWith(1, 7, 15, 21);
        assertThat(first.doubles(Tag.DoublePointCoordinatesData)).hasSize(100 * 6 + 100 * 8);
    }

    /// dciodvfy (dicom3tools) is an independent validator.
    @Test
    void a_validator_finds_no_error_in_it() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/dciodvfy")), "dicom3tools");
        Process p = new ProcessBuilder("dciodvfy", "-new", file(object()).toString()).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).isGreaterThanOrEqualTo(0);
        // It names Common Z Coordinate Value in every 2D object, also in those that have none, as this one.
        assertThat(said.lines().filter(l -> l.startsWith("Error") && !l.contains("CommonZCoordinateValue"))).isEmpty();
        assertThat(object().items(Tag.AnnotationGroupSequence)).noneMatch(g -> g.contains(Tag.CommonZCoordinateValue));
    }

    private static DataSet foreign(String type, String form, double[] values, int[] index) {
        ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            data.putFloat((float) v);
        }
        ByteBuffer list = ByteBuffer.allocate(4 * index.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i : index) {
            list.putInt(i);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, AnnotationWriter.SOP_CLASS)
                .put(Tag.AnnotationCoordinateType, Vr.CS, type)
                .put(Tag.AnnotationGroupSequence, List.of(DataSet.builder()
                        .put(Tag.AnnotationGroupLabel, Vr.LO, "g").put(Tag.GraphicType, Vr.CS, form)
                        .put(Tag.PointCoordinatesData, Vr.OF, data.array())
                        .put(Tag.LongPrimitivePointIndexList, Vr.OL, list.array()).build()))
                .build();
    }

    /// The centre of the first pixel lies at the origin; rows grow along -x by 0.25 µm, columns along -y by 0.5 µm.
    @Test
    void places_in_the_slides_millimetres_come_to_the_pixels_they_name() throws Exception {
        DataSet data = foreign("3D", "POINT", new double[] {20, 40, 0, 20 - 0.00025 * 1000, 40 - 0.0005 * 500, 0}, new int[0]);
        List<FeatureOutline> o = AnnotationReader.read(data, slide()).groups().getFirst().outlines();
        assertThat(o.get(0).middle()).containsExactly(new double[] {0.5, 0.5}, within(0.02));
        assertThat(o.get(1).middle()).containsExactly(new double[] {500.5, 1000.5}, within(0.02));
    }

    /// The truth is worked out in Python from PS3.3: 2D counts from the corner of the first pixel (C.18.6), and a place lies at origin
    /// + row direction x column spacing x (column - 0.5) + column direction x row spacing x (row - 0.5) (C.7.6.2.1.1). Decision 0014.
    private static final String PYDICOM = """
            import sys, numpy as np
            from pydicom.dataset import Dataset, FileMetaDataset
            from pydicom.sequence import Sequence
            from pydicom.uid import ExplicitVRLittleEndian
            corners = np.array([[100.5, 200.5], [110.5, 200.5], [110.5, 212.0]])
            origin, row, column = np.array([20.0, 40.0, 0.0]), np.array([0.0, -1.0, 0.0]), np.array([-1.0, 0.0, 0.0])
            for name, kind in (('single', '2D'), ('double', '2D'), ('slide', '3D')):
                g = Dataset()
                g.AnnotationGroupNumber, g.AnnotationGroupLabel, g.GraphicType = 1, 'nuclei', 'POLYGON'
                values = corners
                if kind == '3D':
                    c = corners - 0.5
                    values = origin + c[:, :1] * row * 0.0005 + c[:, 1:] * column * 0.00025
                    values = values[:, :2]
                    g.CommonZCoordinateValue = 0.0
                if name == 'single':
                    g.PointCoordinatesData = values.astype('<f4').tobytes()
                else:
                    g.DoublePointCoordinatesData = values.astype('<f8').tobytes()
                g.LongPrimitivePointIndexList = np.array([1], '<u4').tobytes()
                d = Dataset()
                d.SOPClassUID, d.SOPInstanceUID, d.Modality = '1.2.840.10008.5.1.4.1.1.91.1', '1.2.3.4.5', 'ANN'
                d.AnnotationCoordinateType = kind
                if kind == '2D':
                    d.PixelOriginInterpretation = 'VOLUME'
                    image = Dataset()
                    image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = '1.2.840.10008.5.1.4.1.1.77.1.6', '1.2.3.4'
                    d.ReferencedImageSequence = Sequence([image])
                d.AnnotationGroupSequence = Sequence([g])
                d.file_meta = FileMetaDataset()
                d.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
                d.file_meta.MediaStorageSOPClassUID, d.file_meta.MediaStorageSOPInstanceUID = d.SOPClassUID, d.SOPInstanceUID
                d.is_little_endian, d.is_implicit_VR = True, False
                d.save_as(sys.argv[1] + '/' + name + '.dcm', write_like_original=False)
            """;

    @Test
    void a_file_of_another_program_says_the_same_place_in_pixels_and_in_millimetres() throws Exception {
        Peer.Answer a = Peer.python(PYDICOM, folder.toString());
        assertThat(a.exit()).as(a.output()).isZero();
        for (String name : List.of("single", "double", "slide")) {
            DataSet data = DicomReader.usual().read(folder.resolve(name + ".dcm")).data();
            AnnotationReader.Read read = AnnotationReader.read(data, slide());
            assertThat(read.notes()).as(name).isEmpty();
            double[] ring = read.groups().getFirst().outlines().getFirst().rings().getFirst();
            // The middle of the pixel in column 101 and row 201, counted from 1, is 100.5, 200.5.
            assertThat(ring).as(name).containsExactly(new double[] {100.5, 200.5, 110.5, 200.5, 110.5, 212}, within(1e-6));
        }
    }

    @Test
    void ellipses_and_repeated_points_come_in_and_unsound_shapes_are_left_out_and_said() throws Exception {
        DataSet ellipse = foreign("2D", "ELLIPSE", new double[] {0, 10, 40, 10, 20, 0, 20, 20}, new int[0]);
        FeatureOutline o = AnnotationReader.read(ellipse, slide()).groups().getFirst().outlines().getFirst();
        assertThat(o.area()).isCloseTo(Math.PI * 20 * 10, within(0.01 * Math.PI * 200));
        double[] two = {0, 0, 9, 0, 9, 9, 0, 0, 50, 50, 60, 60, 60, 50, 50, 60};
        AnnotationReader.Read read = AnnotationReader.read(foreign("2D", "POLYGON", two, new int[] {1, 9}), slide());
        assertThat(read.groups().getFirst().outlines()).containsExactly(FeatureOutline.polygon(0, 0, 9, 0, 9, 9));
        assertThat(read.notes()).containsExactly("1 of “g” are not sound");
        for (int[] odd : new int[][] {{2}, {0}, {1, 1}, {1, 999}, {}}) {
            AnnotationReader.Read none = AnnotationReader.read(foreign("2D", "POLYGON", two, odd), slide());
            assertThat(none.notes()).as(java.util.Arrays.toString(odd)).isNotEmpty();
        }
        DataSet other = foreign("2D", "POINT", new double[] {1, 1}, new int[0]).toBuilder()
                .put(Tag.ReferencedImageSequence, List.of(DataSet.builder()
                        .put(Tag.ReferencedSOPInstanceUID, Vr.UI, "9.9").build())).build();
        assertThatThrownBy(() -> AnnotationReader.read(other, slide()))
                .isInstanceOf(DicomException.class).hasMessageContaining("another image");
    }
}
