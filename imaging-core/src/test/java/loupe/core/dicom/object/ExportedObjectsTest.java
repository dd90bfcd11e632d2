package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.DecimalString;
import loupe.core.dicom.value.FilmStack;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedObjectsTest {
    private static final int COLUMNS = 13;
    private static final int ROWS = 9;
    private static final int SLICES = 5;
    private static final Code ANATOMY = new Code("123037004", "SCT", "Anatomical Structure");
    private static final Code LUNG = new Code("39607008", "SCT", "Lung");

    @TempDir Path folder;

    /// Oblique slices, so that a mix-up of axes or signs cannot hide.
    private static DataSet slice(int i) {
        double[] at = {-20.5 + 0.6 * i * 2.5, 30.25, 100 + 0.8 * i * 2.5};
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1000" + i)
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.StudyTime, Vr.TM, "101112")
                .put(Tag.PatientName, Vr.PN, "P-ABC")
                .put(Tag.PatientID, Vr.LO, "P-ABC")
                .put(Tag.PatientSex, Vr.CS, "O")
                .put(Tag.StudyID, Vr.SH, "1")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.SeriesNumber, Vr.IS, "3")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(SLICES - i))
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.9")
                .put(Tag.SliceThickness, Vr.DS, "2.5")
                .put(Tag.ImageOrientationPatient, Vr.DS, "0", "1", "0", "0.8", "0", "-0.6")
                .put(
                        Tag.ImagePositionPatient,
                        Vr.DS,
                        DecimalString.format(at[0]),
                        DecimalString.format(at[1]),
                        DecimalString.format(at[2]))
                .build();
    }

    private static Stack stack() {
        List<DataSet> headers = new ArrayList<>();
        for (int i : new int[] {3, 0, 4, 1, 2}) {
            headers.add(slice(i));
        }
        Series series = Headers.series(headers).getFirst();
        assertThat(series.stacks()).hasSize(1);
        return series.stacks().getFirst();
    }

    private static Segmentation segmentation(Stack stack) {
        return twoSegments(stack.grid());
    }

    /// Two segments that overlap in a slice; one slice is empty.
    static Segmentation twoSegments(VoxelGrid grid) {
        Mask.Builder a = Mask.builder(grid);
        Mask.Builder b = Mask.builder(grid);
        for (int s = 0; s < grid.slices(); s++) {
            for (int r = 0; r < grid.rows(); r++) {
                for (int c = 0; c < grid.columns(); c++) {
                    if (s != 2 && (c * 7 + r * 5 + s * 3) % 4 == 0) {
                        a.add(c, r, s);
                    }
                    if (s == 3 && c > r) {
                        b.add(c, r, s);
                    }
                }
            }
        }
        return new Segmentation(
                grid,
                List.of(
                        new Segment(1, "lung", ANATOMY, LUNG, 0x3080ff, a.build()),
                        new Segment(2, "other", ANATOMY, LUNG, 0xff8000, b.build())));
    }

    static DerivedObject object(String uid) {
        return new DerivedObject(
                slice(0), uid, uid + ".7", 100, "Test", LocalDateTime.of(2020, 1, 2, 3, 4, 5), "Loupe test");
    }

    private Path seg(Stack stack) throws IOException {
        DataSet seg = SegWriter.write(
                object("2.25.777"),
                segmentation(stack),
                stack,
                new SegWriter.Source("1.2.840.10008.5.1.4.1.1.2", "2.25.2", false),
                SegAuthorship.automatic("test 1", 2));
        return write(seg, "seg.dcm");
    }

    private Path write(DataSet data, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    @Nested
    class A_segmentation_of_a_film {
        private static final DataSet FILM = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.4000")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.4")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.StudyTime, Vr.TM, "101112")
                .put(Tag.PatientName, Vr.PN, "P-ABC")
                .put(Tag.PatientID, Vr.LO, "P-ABC")
                .put(Tag.PatientSex, Vr.CS, "O")
                .put(Tag.StudyID, Vr.SH, "1")
                .put(Tag.Modality, Vr.CS, "CR")
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.1")
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .build();

        private final Stack film = FilmStack.of(FILM).orElseThrow();

        private Path file() throws IOException {
            DerivedObject object = new DerivedObject(
                    FILM, "2.25.778", "2.25.778.7", 100, "Test", LocalDateTime.of(2020, 1, 2, 3, 4, 5), "Loupe test");
            SegWriter.Source source = new SegWriter.Source("1.2.840.10008.5.1.4.1.1.1", "2.25.4", false);
            return write(SegWriter.write(object, twoSegments(film.grid()), film, source, SegAuthorship.automatic("test 1", 2)), "film.dcm");
        }

        @Test
        void has_no_error_for_dciodvfy() throws IOException {
            assertThat(Peer.dciodvfyErrors(file())).isEmpty();
        }

        @Test
        void lies_pixel_on_pixel_over_the_film_it_names_and_over_no_other() throws IOException {
            DataSet seg = DicomReader.usual().read(file()).data();
            assertThat(SegReader.read(seg, film).segment(1).mask()).isEqualTo(twoSegments(film.grid()).segment(1).mask());
            Stack other = FilmStack.of(FILM.toBuilder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.4001").build()).orElseThrow();
            assertThatThrownBy(() -> SegReader.read(seg, other))
                    .isInstanceOf(DicomException.class).hasMessageContaining("no slice");
        }

        @Test
        void has_the_pixels_pydicom_reads_and_no_place_in_the_patient() throws IOException {
            Peer.Answer answer = Peer.python(
                    """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    g = d.PerFrameFunctionalGroupsSequence[0]
                    print("FrameOfReferenceUID" in d, "PlanePositionSequence" in g,
                          g.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID, int(d.pixel_array.sum()))
                    """,
                    file().toString());
            assertThat(answer.output().strip()).isEqualTo(
                    "False False 2.25.4000 " + twoSegments(film.grid()).segment(1).mask().count());
        }
    }

    @Nested
    class A_segmentation_object {
        @Test
        void has_no_error_for_dciodvfy() throws IOException {
            assertThat(Peer.dciodvfyErrors(seg(stack()))).isEmpty();
        }

        @Test
        void reads_back_voxel_by_voxel_with_odd_columns() throws IOException {
            Stack stack = stack();
            Segmentation read = SegReader.read(DicomReader.usual().read(seg(stack)).data(), stack);
            assertThat(read.segment(1).mask()).isEqualTo(segmentation(stack).segment(1).mask());
            assertThat(read.segment(2).mask()).isEqualTo(segmentation(stack).segment(2).mask());
        }

        @Test
        void says_the_same_to_pydicom_positions_included() throws IOException {
            Stack stack = stack();
            Peer.Answer answer = Peer.python(
                    """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    a = d.pixel_array
                    for f, g in enumerate(d.PerFrameFunctionalGroupsSequence):
                        n = g.SegmentIdentificationSequence[0].ReferencedSegmentNumber
                        p = g.PlanePositionSequence[0].ImagePositionPatient
                        bits = "".join(str(int(v)) for v in a[f].ravel())
                        print(n, "%.6f %.6f %.6f" % tuple(float(v) for v in p), bits)
                    """,
                    seg(stack).toString());
            assertThat(answer.output().lines().sorted().toList()).isEqualTo(expected(stack));
        }

        private List<String> expected(Stack stack) {
            List<String> lines = new ArrayList<>();
            for (Segment segment : segmentation(stack).segments()) {
                for (int s = 0; s < SLICES; s++) {
                    StringBuilder bits = new StringBuilder();
                    for (int i = 0; i < COLUMNS * ROWS; i++) {
                        bits.append(segment.mask().contains(s, i) ? 1 : 0);
                    }
                    if (bits.indexOf("1") >= 0) {
                        PatientPoint p = stack.grid().toPatient(0, 0, s);
                        lines.add(String.format(
                                java.util.Locale.ROOT,
                                "%d %.6f %.6f %.6f %s",
                                segment.number(),
                                p.xMm(),
                                p.yMm(),
                                p.zMm(),
                                bits));
                    }
                }
            }
            return lines.stream().sorted().toList();
        }
    }

    @Nested
    class A_measurement_report {
        private static final Code ACCEPTED = new Code("accepted", SrWriter.OWN_SCHEME, "Accepted by a reader");

        private Path report() throws IOException {
            Finding f = new Finding(
                    new FindingId("F1"),
                    "2.25.2",
                    new Code("27925004", "SCT", "Nodule"),
                    "nodule",
                    new PatientPoint(1, 2, 3),
                    0.875,
                    1,
                    List.of(new Measurement(
                            new Code("103355008", "SCT", "Width"), 7.25, new Code("mm", "UCUM", "millimeter"))),
                    new Provenance("net", "1.0", "00", Instant.EPOCH, "Loupe"),
                    List.of(),
                    true);
            SrWriter.Entry entry =
                    new SrWriter.Entry(f, "2.25.88", ACCEPTED, "2.25.777", 1, f.measurements());
            return write(
                    SrWriter.write(
                            object("2.25.778"),
                            new SrWriter.Report(
                                    List.of(entry),
                                    List.of(),
                                    List.of(new SrWriter.Evidence(SegWriter.SOP_CLASS, "2.25.777", "2.25.777.7")),
                                    0,
                                    Optional.empty(),
                                    "2.25.9")),
                    "sr.dcm");
        }

        @Test
        void has_no_error_for_dciodvfy() throws IOException {
            assertThat(Peer.dciodvfyErrors(report())).isEmpty();
        }

        @Test
        void comes_back_with_its_finding_outline_and_numbers() throws IOException {
            MeasurementReport read = MeasurementReport.of(DicomReader.usual().read(report()).data());
            MeasurementReport.Group g = read.groups().getFirst();
            assertThat(read.complete()).isTrue();
            assertThat(g.trackingUid()).isEqualTo("2.25.88");
            assertThat(g.finding()).contains(new Code("27925004", "SCT", "Nodule"));
            assertThat(g.segmentationUid()).isEqualTo("2.25.777");
            assertThat(g.segment()).isEqualTo(1);
            assertThat(g.measurements().stream().map(n -> n.measurement().value())).containsExactly(87.5, 7.25);
            assertThat(g.texts()).isEmpty();
            assertThat(g.decision()).contains(ACCEPTED);
        }

        @Test
        void is_printed_by_dcmtk_with_finding_number_and_unit() throws IOException {
            String text = Peer.run(List.of("dsrdump", report().toString())).output();
            assertThat(text).contains("\"Nodule\"", "\"Width\"", "7.25", "millimeter", "87.5", "Accepted by a reader");
        }
    }
}
