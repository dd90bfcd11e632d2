package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageScale;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.core.study.Series;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is drawn on ultrasound leaves in the units of its region, and never in millimetres that the window does not have.
class ReportingUltrasoundTest {
    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid;
    private ReviewSession review;
    private Series series;
    private ImageSpace space;

    @BeforeEach
    void an_image_of_tissue_and_a_spectrum() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        Path file = Files.createDirectories(folder.resolve("in")).resolve("us.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(image(), TransferSyntax.EXPLICIT_LE, out);
        }
        uid = site.imported(List.of(file));
        review = site.review(uid);
        StudyImages images = StudyImages.of(site.store(), uid);
        series = images.series().getFirst();
        String sop = series.instances().getFirst().sopInstanceUid();
        Plane plane = Plane.of(new ImagePlane(
                64, 48, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 0, sop + "#0"));
        space = new ImageSpace(plane, Math.sqrt(2), ImageScale.of(images.header(sop)));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private static DataSet region(double format, double left, double right, double unit, double across, double down) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.RegionSpatialFormat, Vr.US, format)
                .put(Tag.RegionFlags, Vr.UL, 0)
                .put(Tag.RegionLocationMinX0, Vr.UL, left)
                .put(Tag.RegionLocationMinY0, Vr.UL, 0)
                .put(Tag.RegionLocationMaxX1, Vr.UL, right)
                .put(Tag.RegionLocationMaxY1, Vr.UL, 47)
                .put(Tag.ReferencePixelX0, Vr.SL, 0)
                .put(Tag.ReferencePixelY0, Vr.SL, 20)
                .put(Tag.PhysicalUnitsXDirection, Vr.US, unit)
                .put(Tag.PhysicalUnitsYDirection, Vr.US, unit == 3 ? 3 : 7)
                .put(Tag.ReferencePixelPhysicalValueX, Vr.FD, 0)
                .put(Tag.ReferencePixelPhysicalValueY, Vr.FD, 0)
                .put(Tag.PhysicalDeltaX, Vr.FD, across)
                .put(Tag.PhysicalDeltaY, Vr.FD, down)
                .build();
    }

    private static DataSet image() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.6.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.55.1.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.55")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.55.1")
                .put(Tag.PatientID, Vr.LO, "ID55")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.Modality, Vr.CS, "US")
                .put(Tag.BurnedInAnnotation, Vr.CS, "NO")
                .put(Tag.SequenceOfUltrasoundRegions, List.of(region(1, 0, 29, 3, 0.05, 0.05), region(3, 32, 63, 4, 0.004, -1.5)))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 48.0)
                .put(Tag.Columns, Vr.US, 64.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, new byte[64 * 48])
                .build();
    }

    private Annotation draw(Shape shape) throws IOException {
        Annotation.Place place =
                new Annotation.Place(series.uid(), series.instances().getFirst().sopInstanceUid(), 0, false);
        return review.draw(new ReviewSession.Draft(place, new Measure(space, shape), 0, "", Optional.empty()));
    }

    private static PatientPoint at(double column, double row) {
        return new PatientPoint(column, row, 0);
    }

    private static Shape.Line line(double c0, double r0, double c1, double r1) {
        return new Shape.Line(at(c0, r0), at(c1, r1));
    }

    private static List<String> numbers(MeasurementReport.Group g) {
        return g.measurements().stream()
                .map(n -> n.measurement().concept().meaning() + " " + n.measurement().value() + " " + n.measurement().unit().value())
                .toList();
    }

    @Test
    void numbers_texts_and_coordinates_are_those_of_the_region() throws IOException {
        draw(line(2, 2, 14, 18));
        draw(line(40, 10, 60, 30));
        draw(new Shape.Probe(at(42, 10)));
        draw(line(20, 5, 40, 5));
        Path out = site.exported(uid, folder.resolve("out"));
        List<MeasurementReport.Group> g = MeasurementReport.of(ReviewedStudy.read(out.resolve("report.dcm"))).groups();
        assertThat(numbers(g.get(0))).as("20 pixels of 0.5 mm").containsExactly("Length 10.0 mm");
        assertThat(g.get(0).texts()).containsExactly("Spacing: ultrasound region 1: 0.5 mm a pixel");
        assertThat(numbers(g.get(1))).containsExactly(
                "Difference along the rows of an ultrasound region 0.08 s",
                "Difference along the columns of an ultrasound region 30.0 cm/s");
        assertThat(g.get(1).measurements()).allSatisfy(n -> assertThat(n.from().getFirst().coordinates())
                .containsExactly(40.5, 10.5, 60.5, 30.5));
        assertThat(numbers(g.get(2))).containsExactly(
                "Value along the rows of an ultrasound region 0.04 s", "Value along the columns of an ultrasound region 15.0 cm/s");
        assertThat(numbers(g.get(3))).as("over both").containsExactly("Length 20.0 {pixels}");
        assertThat(g.get(3).texts()).containsExactly("Spacing: over the edge of an ultrasound region, in pixels");
        JsonNode json = new JsonMapper().readTree(Files.readString(out.resolve("findings.json"))).get("drawings");
        for (int i = 0; i < 4; i++) {
            assertThat(json.get(i).get("quantities")).hasSameSizeAs(g.get(i).measurements());
        }
        assertThat(json.get(1).get("quantities").get(1).get("unit").asText()).isEqualTo("cm/s");
        assertThat(json.get(1).get("quantities").get(1).get("spacing").asText()).startsWith("ultrasound region 2:");
    }

    @Test
    void dciodvfy_finds_no_error_in_the_report() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/bin/dciodvfy")), "dciodvfy is not installed (Debian: dicom3tools)");
        draw(line(2, 2, 14, 18));
        draw(line(40, 10, 60, 30));
        draw(new Shape.Probe(at(42, 10)));
        draw(new Region.Circle(at(48, 20), 5));
        Path report = site.exported(uid, folder.resolve("out")).resolve("report.dcm");
        Process p = new ProcessBuilder("dciodvfy", report.toString()).redirectErrorStream(true).start();
        assertThat(new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("Error")))
                .isEmpty();
    }

    @Test
    void what_has_no_number_there_is_left_out_and_named_and_a_region_keeps_its_outline() throws IOException {
        draw(new Shape.Angle(at(40, 10), at(50, 10), at(50, 20)));
        draw(new Region.Circle(at(48, 20), 5));
        draw(new Region.Circle(at(14, 20), 5));
        ExportStudy.Exported done = site.exported(uid, folder.resolve("out"), new ExportStudy.Choice(false));
        assertThat(done.notes()).anyMatch(n -> n.startsWith("M1: it has no number in ultrasound region 2"));
        List<MeasurementReport.Group> g =
                MeasurementReport.of(ReviewedStudy.read(folder.resolve("out").resolve("report.dcm"))).groups();
        assertThat(g).extracting(MeasurementReport.Group::trackingIdentifier).containsExactly("M2", "M3");
        assertThat(numbers(g.get(0))).isEmpty();
        assertThat(g.get(0).regions()).hasSize(1);
        assertThat(numbers(g.get(1)).getFirst()).isEqualTo("Area " + Math.rint(Math.PI * 2.5 * 2.5 * 1e4) / 1e4 + " mm2");
    }

    @Test
    void a_drawing_moved_into_another_region_takes_its_units() throws IOException {
        Annotation drawn = draw(line(2, 2, 14, 18));
        review.change(drawn, drawn.with(line(42, 2, 54, 18)));
        assertThat(site.review(uid).state().annotation("M1").orElseThrow().measure().quantities())
                .extracting(q -> q.unit()).containsExactly("s", "cm/s");
        review.undo();
        assertThat(site.review(uid).state().annotation("M1").orElseThrow().measure().quantities())
                .extracting(q -> q.unit()).containsExactly("mm");
    }
}
