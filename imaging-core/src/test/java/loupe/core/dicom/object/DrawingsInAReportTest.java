package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.measure.Statistics;
import loupe.core.measure.VoxelValues;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reader drew, out in an SR by TID 1500 and back.
class DrawingsInAReportTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String IMAGE = "2.25.1000";
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    @TempDir Path folder;

    /// An oblique image whose pixels are `columnMm` wide and 0.7 mm high.
    private static ImagePlane plane(double columnMm) {
        return new ImagePlane(
                512, 400, new PatientPoint(-173.3, 81.7, 912.1), new PatientVector(0, 1, 0), new PatientVector(0.8, 0, -0.6),
                columnMm, 0.7, 2.5, "2.25.3");
    }

    private static ImageSpace space(ImagePlane p, Scale scale) {
        VoxelGrid grid = new VoxelGrid(
                p.columns(), p.rows(), 1, p.origin(), p.alongRow().times(p.columnMm()), p.alongColumn().times(p.rowMm()),
                p.normal(), p.frameOfReferenceUid());
        return ImageSpace.of(Plane.of(p), grid, scale);
    }

    private static List<Shape> shapes(Plane plane) {
        PatientVector u = plane.right();
        PatientVector v = plane.down();
        List<PatientPoint> corners = List.of(plane.at(20.1, 30.2), plane.at(99.3, 30.7), plane.at(80, 71.7), plane.at(33.3, 50));
        Shape.Line line = new Shape.Line(plane.at(10.3, 20.1), plane.at(110.7, 63.9));
        PatientVector slant = u.times(0.6).plus(v.times(0.8));
        PatientVector across = u.times(-0.8).plus(v.times(0.6));
        return List.of(
                line, new Shape.Polyline(corners), new Shape.Angle(plane.at(10, 20), plane.at(53, 41), plane.at(14, 99)),
                new Shape.Cobb(line, new Shape.Line(plane.at(20, 90), plane.at(90, 81))),
                new Shape.Bidirectional(
                        new Shape.Line(plane.at(20, 50), plane.at(70, 50)), new Shape.Line(plane.at(44, 30), plane.at(44, 70))),
                new Shape.Probe(plane.at(31, 17)), new Region.Ellipse(plane.at(55, 45), u.times(13), v.times(22)),
                new Region.Ellipse(plane.at(55, 45), slant.times(31), across.times(12)),
                new Region.Circle(plane.at(50, 50), 17.3),
                new Region.Rectangle(plane.at(11, 13), u.times(33.3), v.times(21.1)), new Region.Polygon(corners),
                new Region.Freehand(corners), new Region.Spline(corners));
    }

    /// Drawn across first.
    private static Shape shortAxisFirst(Plane plane) {
        return new Shape.Bidirectional(
                new Shape.Line(plane.at(20, 50), plane.at(70, 50)), new Shape.Line(plane.at(44, 10), plane.at(44, 95)));
    }

    private static Annotation drawn(int number, Measure measure, boolean cut, Optional<Code> missed) {
        return new Annotation(
                "M" + number, "2.25.50" + number, new Annotation.Place("2.25.2", IMAGE, 0, cut), measure, 0,
                "as Mr OKONKWO said", missed, "reader", Instant.EPOCH);
    }

    private Path written(List<DrawnGroup> groups) throws IOException {
        SrWriter.Report report = new SrWriter.Report(
                List.of(), groups, List.of(new SrWriter.Evidence(CT, IMAGE, "2.25.2")), 0, Optional.empty(), "2.25.9");
        Path file = folder.resolve("sr.dcm");
        DataSet sr = SrWriter.write(ExportedObjectsTest.object("2.25.778"), report);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(sr, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    private static MeasurementReport read(Path file) throws IOException {
        return MeasurementReport.of(DicomReader.usual().read(file).data());
    }

    private static DrawnGroup onImage(Annotation a, ImagePlane plane, Optional<VoxelValues> values) {
        return DrawnGroup.onImage(a, plane, new SrGraphic.Where.Image(CT, IMAGE, List.of()), values);
    }

    private MeasurementReport.Group alone(Shape shape, ImageSpace space, ImagePlane plane) throws IOException {
        Annotation a = drawn(1, new Measure(space, shape), false, Optional.empty());
        return read(written(List.of(onImage(a, plane, Optional.empty())))).groups().getFirst();
    }

    @Nested
    class Read_back {
        @Test
        void lie_where_they_were_drawn_on_square_and_oblong_pixels_and_on_planes() throws IOException {
            for (double columnMm : new double[] {0.7, 0.9}) {
                for (boolean cut : new boolean[] {false, true}) {
                    ImagePlane plane = plane(columnMm);
                    ImageSpace space = space(plane, new Scale.Patient());
                    List<DrawnGroup> groups = new ArrayList<>();
                    List<Shape> drawn = new ArrayList<>(shapes(space.plane()));
                    drawn.add(shortAxisFirst(space.plane()));
                    for (Shape s : drawn) {
                        Annotation a = drawn(groups.size() + 1, new Measure(space, s), cut, Optional.empty());
                        groups.add(cut ? DrawnGroup.onPlane(a, Optional.empty()) : onImage(a, plane, Optional.empty()));
                    }
                    MeasurementReport report = read(written(groups));
                    assertThat(report.groups()).hasSameSizeAs(groups);
                    for (int i = 0; i < groups.size(); i++) {
                        List<ReportedShape> shapes = ReportedShape.of(report.groups().get(i), (sop, frame) -> Optional.of(plane));
                        assertThat(groups.get(i).isSame(shapes)).as("drawing %s of %s: %s", i + 1, columnMm, shapes).isTrue();
                    }
                }
            }
        }

        @Test
        void that_moved_by_a_thousandth_of_a_millimetre_is_another() {
            ImagePlane plane = plane(0.7);
            ImageSpace space = space(plane, new Scale.Patient());
            for (Shape s : shapes(space.plane())) {
                Shape plain = ReportedShape.Placed.plain(s);
                DrawnGroup group = onImage(drawn(1, new Measure(space, s), false, Optional.empty()), plane, Optional.empty());
                SrGraphic.Where on = new SrGraphic.Where.Image(CT, IMAGE, List.of());
                assertThat(group.isSame(List.of(new ReportedShape.Placed(plain, on)))).as("%s", s).isTrue();
                assertThat(group.isSame(List.of(new ReportedShape.Placed(moved(plain, plane.alongRow().times(1e-3)), on))))
                        .as("%s moved", s).isFalse();
            }
        }

        private static Shape moved(Shape s, PatientVector by) {
            return switch (s) {
                case Shape.Line l -> new Shape.Line(l.from().plus(by), l.to().plus(by));
                case Shape.Angle a -> new Shape.Angle(a.oneEnd().plus(by), a.vertex().plus(by), a.otherEnd().plus(by));
                case Shape.Cobb c -> new Shape.Cobb((Shape.Line) moved(c.one(), by), (Shape.Line) moved(c.other(), by));
                case Shape.Bidirectional b -> new Shape.Bidirectional(
                        (Shape.Line) moved(b.longAxis(), by), (Shape.Line) moved(b.shortAxis(), by));
                case Shape.Probe p -> new Shape.Probe(p.at().plus(by));
                case Shape.Polyline p -> new Shape.Polyline(p.points().stream().map(q -> q.plus(by)).toList());
                case Region.Circle c -> new Region.Circle(c.centre(), c.radius() + 1e-3);
                case Region.Ellipse e -> new Region.Ellipse(e.centre(), e.one().times(1 + 1e-3 / e.one().lengthMm()), e.other());
                case Region.Polygon p -> new Region.Polygon(p.points().stream().map(q -> q.plus(by)).toList());
                default -> throw new IllegalStateException("not plain: " + s);
            };
        }
    }

    @Nested
    class Numbers {
        private static final ImagePlane PLANE = plane(0.9);
        private static final ImageSpace SPACE = space(PLANE, new Scale.Patient());

        private List<String> of(Shape shape, Scale scale) throws IOException {
            return alone(shape, space(PLANE, scale), PLANE).measurements().stream()
                    .map(n -> n.measurement().concept().value() + " " + n.measurement().value() + " "
                            + n.measurement().unit().value())
                    .toList();
        }

        private static PatientPoint at(double right, double down) {
            return SPACE.plane().at(right, down);
        }

        @Test
        void have_a_code_each_and_the_unit_they_are_in() throws IOException {
            Shape.Line line = new Shape.Line(at(0, 0), at(30, 40));
            Shape.Line square = new Shape.Line(at(23, 9), at(7, 21));
            Scale mm = new Scale.Patient();
            assertThat(of(line, mm)).containsExactly("410668003 50.0 mm");
            assertThat(of(new Shape.Bidirectional(line, square), mm)).containsExactly("103339001 50.0 mm", "103340004 20.0 mm");
            assertThat(of(new Shape.Angle(at(10, 0), at(0, 0), at(10, 10)), mm)).containsExactly("1483009 45.0 deg");
            assertThat(of(new Shape.Cobb(line, new Shape.Line(at(0, 50), at(30, 10))), mm)).singleElement().asString()
                    .startsWith("285285000 ").endsWith(" deg");
            assertThat(of(new Region.Rectangle(at(1, 1), SPACE.plane().right().times(30), SPACE.plane().down().times(20)), mm))
                    .containsExactly("42798000 600.0 mm2", "131191004 100.0 mm");
        }

        @Test
        void in_pixels_are_no_millimetres() throws IOException {
            assertThat(of(new Shape.Line(at(0, 0), at(30, 40)), new Scale.Pixels())).containsExactly("410668003 50.0 {pixels}");
            assertThat(of(new Region.Circle(at(50, 50), 10), new Scale.Pixels()).getFirst()).endsWith(" {square_pixels}");
        }

        @Test
        void at_the_detector_say_so() throws IOException {
            alone(new Shape.Line(at(0, 0), at(30, 40)), space(PLANE, new Scale.Detector()), PLANE);
            assertThat(Peer.run(List.of("dsrdump", folder.resolve("sr.dcm").toString())).output())
                    .contains("At the detector, not corrected for magnification");
        }

        @Test
        void of_a_region_stand_beside_its_outline_and_have_no_coordinates_in_them() throws IOException {
            Annotation a = drawn(1, new Measure(SPACE, new Region.Circle(at(50, 50), 10)), false, Optional.of(NODULE));
            Statistics s = new Statistics(349, -41.25, 12.5, -90, 17, -40);
            VoxelValues values = new VoxelValues.Measured(s, "HU", 1, Optional.empty());
            MeasurementReport.Group g = read(written(List.of(onImage(a, PLANE, Optional.of(values))))).groups().getFirst();
            assertThat(g.regions()).hasSize(1);
            assertThat(g.measurements()).allMatch(n -> n.from().isEmpty());
            assertThat(g.measurements()).extracting(n -> n.measurement().concept().meaning() + " "
                            + n.measurement().value() + " " + n.measurement().unit().value())
                    .endsWith(
                            "Mean -41.25 [hnsf'U]", "Standard Deviation 12.5 [hnsf'U]", "Minimum -90.0 [hnsf'U]",
                            "Maximum 17.0 [hnsf'U]", "Number of voxels 349.0 {voxels}");
            assertThat(g.finding()).contains(NODULE);
            assertThat(g.decision().orElseThrow().value()).isEqualTo("missed");
            assertThat(g.trackingIdentifier()).isEqualTo("M1");
            assertThat(g.trackingUid()).isEqualTo("2.25.501");
            assertThat(g.texts()).isEmpty();
        }
    }

    @Nested
    class A_report_of_drawings_alone {
        private Path file() throws IOException {
            ImagePlane plane = plane(0.9);
            ImageSpace space = space(plane, new Scale.Patient());
            List<DrawnGroup> groups = new ArrayList<>();
            for (Shape s : shapes(space.plane())) {
                Annotation a = drawn(groups.size() + 1, new Measure(space, s), groups.size() % 2 == 1, Optional.of(NODULE));
                groups.add(a.place().cut() ? DrawnGroup.onPlane(a, Optional.empty()) : onImage(a, plane, Optional.empty()));
            }
            return written(groups);
        }

        @Test
        void has_no_error_for_dciodvfy_and_dsrdump() throws IOException {
            assertThat(Peer.dciodvfyErrors(file())).isEmpty();
            Peer.Answer dump = Peer.run(List.of("dsrdump", file().toString()));
            assertThat(dump.exit()).as(dump.output()).isZero();
            assertThat(dump.output().lines().filter(l -> l.startsWith("E:"))).isEmpty();
        }

        @Test
        void does_not_hold_the_readers_words() throws IOException {
            assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("OKONKWO");
        }

        @Test
        void puts_the_corner_of_the_first_pixel_at_zero_as_pydicom_reads_it() throws IOException {
            ImagePlane plane = plane(0.9);
            PatientPoint end = plane.origin().plus(plane.alongRow().times(9)).plus(plane.alongColumn().times(7));
            Shape line = new Shape.Line(plane.origin(), end);
            alone(line, space(plane, new Scale.Patient()), plane);
            Peer.Answer answer = Peer.python(
                    """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    group = d.ContentSequence[-1].ContentSequence[0]
                    num = [i for i in group.ContentSequence if i.ValueType == "NUM"][0]
                    scoord = [i for i in num.ContentSequence if i.ValueType == "SCOORD"][0]
                    print(scoord.GraphicType, [float(v) for v in scoord.GraphicData],
                          scoord.ContentSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID)
                    """,
                    folder.resolve("sr.dcm").toString());
            assertThat(answer.output().strip()).isEqualTo("POLYLINE [0.5, 0.5, 10.5, 10.5] " + IMAGE);
        }
    }

    @Nested
    class Reports_of_others {
        private static final ImagePlane PLANE = plane(0.7);

        private static List<ReportedShape> shapes(SrGraphic g) {
            MeasurementReport.Group group = new MeasurementReport.Group(
                    "1", "2.25.1", Optional.empty(), Optional.empty(), "", 0, List.of(g), List.of(), List.of(), Optional.empty());
            return ReportedShape.of(group, (sop, frame) -> sop.equals(IMAGE) ? Optional.of(PLANE) : Optional.empty());
        }

        private static SrGraphic patient(SrGraphic.Kind kind, Double... numbers) {
            return new SrGraphic(kind, List.of(numbers), new SrGraphic.Where.Patient("2.25.3"));
        }

        @Test
        void give_a_place_each_for_several_points() {
            assertThat(shapes(patient(SrGraphic.Kind.MULTIPOINT, 1., 2., 3., 4., 5., 6.)))
                    .extracting(s -> ((ReportedShape.Placed) s).shape())
                    .containsExactly(new Shape.Probe(new PatientPoint(1, 2, 3)), new Shape.Probe(new PatientPoint(4, 5, 6)));
        }

        @Test
        void give_an_area_for_an_outline_in_the_patient() {
            ReportedShape s = shapes(patient(
                            SrGraphic.Kind.POLYGON, 0., 0., 5., 10., 0., 5., 10., 20., 5., 0., 20., 5., 0., 0., 5.)).getFirst();
            assertThat(((Region.Polygon) ((ReportedShape.Placed) s).shape()).area()).isCloseTo(200, within(1e-9));
        }

        @Test
        void say_why_a_graphic_has_no_place() {
            SrGraphic gone = new SrGraphic(
                    SrGraphic.Kind.POINT, List.of(1., 2.), new SrGraphic.Where.Image(CT, "2.25.404", List.of()));
            assertThat(shapes(gone).getFirst()).isInstanceOfSatisfying(
                    ReportedShape.NotPlaced.class, n -> assertThat(n.why()).contains("not there"));
            SrGraphic crossed = patient(SrGraphic.Kind.POLYGON, 0., 0., 0., 10., 10., 0., 10., 0., 0., 0., 9., 0.);
            assertThat(shapes(crossed).getFirst()).isInstanceOf(ReportedShape.NotPlaced.class);
            SrGraphic body = patient(
                    SrGraphic.Kind.ELLIPSOID, 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 1.);
            assertThat(shapes(body).getFirst()).isInstanceOf(ReportedShape.NotPlaced.class);
        }

        @Test
        void of_dcmqi_name_segments_and_outline_nothing_else() throws IOException {
            MeasurementReport report = read(Shared.path("data/dcmqi/sr-example/sr.dcm"));
            assertThat(report.groups()).isNotEmpty().allSatisfy(g -> {
                assertThat(g.segmentationUid()).isNotEmpty();
                assertThat(ReportedShape.of(g, (sop, frame) -> Optional.of(PLANE))).isEmpty();
            });
        }

        @Test
        void of_another_template_are_refused_and_their_circle_is_read_all_the_same() throws IOException {
            DataSet other = DicomReader.usual().read(Shared.path("data/pydicom/test_files/test-SR.dcm")).data();
            assertThatThrownBy(() -> MeasurementReport.of(other)).isInstanceOf(DicomException.class);
            assertThat(SrDocument.of(other).root().all()).filteredOn(i -> i.type().equals("SCOORD")).singleElement()
                    .satisfies(i -> assertThat(((SrDocument.Value.Graphic) i.value()).graphicType()).isEqualTo("CIRCLE"));
        }
    }
}
