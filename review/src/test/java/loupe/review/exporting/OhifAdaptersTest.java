package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.measure.Quantity;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.study.SliceRef;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The adapters OHIF reads and writes reports with (npm `@cornerstonejs/adapters`, `dcmjs`, under node) and ours on one report.
///
/// Pixels are square here: these adapters take the two spacings of oblong ones for each other.
class OhifAdaptersTest {
    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid = "";
    private Path theirs = Path.of("");
    private OhifScripts ohif;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        ohif = OhifScripts.of("ohif.mjs");
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    /// A series with square pixels and every kind of drawing on its first slice.
    private List<Annotation> drawn() throws IOException {
        List<Path> files = new DrawnSeries("1.2.1", "CT", DrawnSeries.OBLIQUE, 5, false).write(folder.resolve("in"));
        for (Path f : files) {
            DataSet square = ReviewedStudy.read(f).toBuilder().put(Tag.PixelSpacing, Vr.DS, "1.25", "1.25").build();
            try (OutputStream out = Files.newOutputStream(f)) {
                DicomWriter.writeFile(square, TransferSyntax.EXPLICIT_LE, out);
            }
        }
        uid = site.imported(files);
        ReviewSession review = site.review(uid);
        for (ReviewSession.Draft d : ReaderDrawings.on(site, uid).all()) {
            if (!d.place().cut()) {
                review.draw(d);
            }
        }
        return review.state().annotations();
    }

    private Map<String, JsonNode> asTheyRead() throws IOException {
        Path out = folder.resolve("out");
        site.exported(uid, out, new ExportStudy.Choice(true));
        theirs = folder.resolve("theirs.dcm");
        List<Path> files = new ArrayList<>(List.of(out.resolve("report.dcm"), theirs));
        for (int i = 1; i <= 5; i++) {
            files.add(out.resolve("image-0000" + i + ".dcm"));
        }
        Map<String, JsonNode> read = new HashMap<>();
        for (String line : ohif.run(files).lines().filter(l -> l.startsWith("{")).toList()) {
            JsonNode one = new JsonMapper().readTree(line);
            read.put(one.get("uid").asText(), one);
        }
        return read;
    }

    private static List<PatientPoint> points(JsonNode read) {
        List<PatientPoint> out = new ArrayList<>();
        read.get("points").forEach(p -> out.add(new PatientPoint(p.get(0).asDouble(), p.get(1).asDouble(), p.get(2).asDouble())));
        return out;
    }

    private static double value(Annotation a, Quantity.Kind kind) {
        return a.measure().quantities().stream().filter(q -> q.kind() == kind).findFirst().orElseThrow().value();
    }

    @Test
    void lengths_angles_and_outlines_are_the_same_to_ohif() throws IOException {
        List<Annotation> drawn = drawn();
        Map<String, JsonNode> read = asTheyRead();
        assertThat(read).hasSize(12);
        for (Annotation a : drawn) {
            if (a.measure().shape() instanceof Shape.Arrow || a.measure().shape() instanceof Shape.Note) {
                assertThat(read).doesNotContainKey(a.trackingUid());
                continue;
            }
            JsonNode one = Objects.requireNonNull(read.get(a.trackingUid()), a.word());
            near(points(one), expected(a.measure().shape(), points(one)), a.word());
            switch (a.measure().shape()) {
                case Shape.Line l -> stat(one, "length", value(a, Quantity.Kind.LENGTH));
                case Shape.Angle g -> stat(one, "angle", value(a, Quantity.Kind.ANGLE));
                case Shape.Cobb c -> stat(one, "angle", value(a, Quantity.Kind.COBB_ANGLE));
                case Shape.Bidirectional b -> {
                    stat(one, "length", value(a, Quantity.Kind.LONG_AXIS));
                    stat(one, "width", value(a, Quantity.Kind.SHORT_AXIS));
                }
                case Region.Circle c -> stat(one, "area", value(a, Quantity.Kind.AREA));
                case Region.Ellipse e -> stat(one, "area", value(a, Quantity.Kind.AREA));
                case Region.Polygon p -> stat(one, "area", value(a, Quantity.Kind.AREA));
                default -> {}
            }
        }
    }

    private static void stat(JsonNode read, String name, double value) {
        assertThat(Double.parseDouble(read.get("stats").get(name).asText())).as(name).isCloseTo(value, within(1e-4));
    }

    /// The points in the order these tools keep them.
    private static List<PatientPoint> expected(Shape shape, List<PatientPoint> read) {
        return switch (shape) {
            case Region.Rectangle r -> List.of(r.points().get(0), r.points().get(1), r.points().get(3), r.points().get(2));
            case Region.Spline s -> s.curve();
            case Region.Circle c -> {
                assertThat(read.get(0).distanceMm(read.get(1))).isCloseTo(c.radius(), within(1e-4));
                yield List.of(c.centre(), read.get(1));
            }
            case Region.Ellipse e -> List.of(
                    e.centre().plus(e.one().times(-1)), e.centre().plus(e.one()), e.centre().plus(e.other().times(-1)),
                    e.centre().plus(e.other()));
            default -> shape.points();
        };
    }

    private static void near(List<PatientPoint> read, List<PatientPoint> drawn, String what) {
        assertThat(read).as(what).hasSameSizeAs(drawn);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).distanceMm(drawn.get(i))).as("%s, point %s", what, i).isLessThan(1e-4);
        }
    }

    @Test
    void what_ohif_writes_of_them_is_read_to_the_same_places() throws IOException {
        drawn();
        assertThat(asTheyRead()).hasSize(12);
        ReaderDrawings on = ReaderDrawings.on(site, uid);
        MeasurementReport report = MeasurementReport.of(DicomReader.usual().read(theirs).data());
        List<Shape> shapes = report.groups().stream()
                .flatMap(g -> ReportedShape.of(g, (sop, frame) -> on.stack().slices().stream()
                        .filter(r -> r.sopInstanceUid().equals(sop)).map(SliceRef::plane).findFirst()).stream())
                .flatMap(s -> s instanceof ReportedShape.Placed p ? List.of(p.shape()).stream() : List.<Shape>of().stream())
                .toList();
        PatientPoint from = on.pixel(4, 4, 0);
        PatientPoint to = on.pixel(8, 4, 0);
        assertThat(shapes).as("%s", shapes).anySatisfy(s -> {
            assertThat(s).isInstanceOf(Shape.Line.class);
            near(s.points(), List.of(from, to), "line");
        });
        assertThat(shapes).anySatisfy(s -> {
            assertThat(s).isInstanceOf(Shape.Bidirectional.class);
            near(s.points(), List.of(from, to, on.pixel(6, 3, 0), on.pixel(6, 6, 0)), "axes");
        });
        assertThat(shapes).anySatisfy(s -> {
            assertThat(s).isInstanceOf(Region.Circle.class);
            assertThat(((Region.Circle) s).radius()).isCloseTo(5, within(1e-4));
        });
        assertThat(shapes).anySatisfy(s -> {
            assertThat(s).isInstanceOf(Region.Ellipse.class);
            assertThat(((Region.Ellipse) s).area()).isCloseTo(Math.PI * 6 * 4 * 1.25 * 1.25, within(1e-3));
        });
    }
}
