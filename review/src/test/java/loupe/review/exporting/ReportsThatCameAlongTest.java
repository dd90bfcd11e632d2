package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.came.CameWithStudy;
import loupe.review.came.Origin;
import loupe.review.came.Reported;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What reports measured lies over the images it was measured on, after the door and the store.
class ReportsThatCameAlongTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.OBLIQUE, 5, false);

    @TempDir Path folder;
    private ReviewedStudy site;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private CameWithStudy read(String uid) throws IOException {
        return CameWithStudy.of(StudyImages.of(site.store(), uid), JobContext.unattended());
    }

    private Stack stack(String uid) throws IOException {
        return StudyImages.of(site.store(), uid).series().stream().flatMap(s -> s.stacks().stream()).findFirst().orElseThrow();
    }

    /// A report of any program about the CT, with one content item below its root.
    static DataSet report(DataSet... content) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.34")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.1.6.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.1.6")
                .put(Tag.PatientID, Vr.LO, "ID1.2.1")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.Modality, Vr.CS, "SR")
                .put(Tag.SeriesNumber, Vr.IS, "6")
                .put(Tag.CompletionFlag, Vr.CS, "COMPLETE")
                .put(Tag.ValueType, Vr.CS, "CONTAINER")
                .put(Tag.ConceptNameCodeSequence, List.of(code("121076", "DCM", "Conclusions")))
                .put(Tag.ContentSequence, List.of(content))
                .build();
    }

    static DataSet code(String value, String scheme, String meaning) {
        return item().put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, meaning)
                .build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet.Builder content(String relationship, String type) {
        return item().put(Tag.RelationshipType, Vr.CS, relationship).put(Tag.ValueType, Vr.CS, type);
    }

    /// A length of so many millimetres, inferred from a graphic.
    private static DataSet length(double mm, DataSet graphic) {
        return content("CONTAINS", "NUM")
                .put(Tag.ConceptNameCodeSequence, List.of(code("410668003", "SCT", "Length")))
                .put(Tag.MeasuredValueSequence, List.of(item()
                        .put(Tag.MeasurementUnitsCodeSequence, List.of(code("mm", "UCUM", "millimeter")))
                        .put(Tag.NumericValue, Vr.DS, Double.toString(mm))
                        .build()))
                .put(Tag.ContentSequence, List.of(graphic))
                .build();
    }

    private static DataSet onImage(String uid, String type, double... coordinates) {
        return content("INFERRED FROM", "SCOORD")
                .put(Tag.GraphicData, Vr.FL, coordinates)
                .put(Tag.GraphicType, Vr.CS, type)
                .put(Tag.ContentSequence, List.of(content("SELECTED FROM", "IMAGE")
                        .put(Tag.ReferencedSOPSequence, List.of(item()
                                .put(Tag.ReferencedSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, uid)
                                .build()))
                        .build()))
                .build();
    }

    private String imported(DataSet report) throws IOException {
        List<Path> files = new ArrayList<>(CT.write(folder.resolve("in")));
        Path file = folder.resolve("report.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(report, TransferSyntax.EXPLICIT_LE, out);
        }
        files.add(file);
        return site.imported(files);
    }

    @Nested
    class A_report_of_Loupe {
        private List<Path> drawnAndExported() throws IOException {
            try (ReviewedStudy other = new ReviewedStudy(folder.resolve("other"))) {
                String uid = other.analysed(CT, folder.resolve("in"));
                ReviewSession review = other.review(uid);
                for (ReviewSession.Draft d : ReaderDrawings.on(other, uid).all()) {
                    review.draw(d);
                }
                Path out = folder.resolve("out");
                other.exported(uid, out, new ExportStudy.Choice(true));
                try (Stream<Path> all = Files.list(out)) {
                    return all.filter(p -> p.toString().endsWith(".dcm")).sorted().toList();
                }
            }
        }

        @Test
        void shows_what_a_reader_drew_where_it_was_drawn_with_its_numbers() throws IOException {
            String uid = site.imported(drawnAndExported());
            CameWithStudy came = read(uid);
            Stack on = stack(uid);
            List<Shape.Line> lines = came.reported().stream()
                    .flatMap(r -> r.shape().stream())
                    .flatMap(p -> p.shape() instanceof Shape.Line l ? Stream.of(l) : Stream.empty())
                    .toList();
            assertThat(lines).anySatisfy(l -> {
                assertThat(l.from().distanceMm(on.grid().toPatient(4, 4, 0))).isCloseTo(0, within(1e-3));
                assertThat(l.to().distanceMm(on.grid().toPatient(8, 4, 0))).isCloseTo(0, within(1e-3));
            });
            assertThat(came.reported()).filteredOn(r -> r.shape().filter(p -> p.shape() instanceof Region.Polygon).isPresent())
                    .hasSizeGreaterThanOrEqualTo(3);
            double mm = on.grid().toPatient(4, 4, 0).distanceMm(on.grid().toPatient(8, 4, 0));
            assertThat(came.reported()).anySatisfy(r -> assertThat(r.text()).contains("Length: " + Math.round(mm) + " mm"));
        }

        @Test
        void was_observed_by_a_device_so_all_of_it_can_be_hidden_as_one() throws IOException {
            CameWithStudy came = read(site.imported(drawnAndExported()));
            assertThat(came.reported()).isNotEmpty().allMatch(r -> r.from().author() == Origin.Author.PROGRAM);
            assertThat(came.outlines()).isNotEmpty().allMatch(o -> o.from().automatic());
            assertThat(came.withoutPrograms().reported()).isEmpty();
            assertThat(came.withoutPrograms().outlines()).isEmpty();
        }
    }

    @Nested
    class A_report_of_another_program {
        @Test
        void shows_a_length_on_the_image_it_was_measured_on_and_says_the_number_as_it_stands_there() throws IOException {
            String uid = imported(report(length(12.25, onImage("1.2.1.9.3", "POLYLINE", 4.5, 5.5, 9.5, 5.5))));
            CameWithStudy came = read(uid);
            assertThat(came.notes()).isEmpty();
            Reported one = came.reported().getFirst();
            assertThat(one.text()).isEqualTo("Length\n12.25 mm");
            Shape.Line l = (Shape.Line) one.shape().orElseThrow().shape();
            assertThat(l.from().distanceMm(at(uid, one, 4, 5))).isCloseTo(0, within(1e-4));
            assertThat(l.to().distanceMm(at(uid, one, 9, 5))).isCloseTo(0, within(1e-4));
        }

        private PatientPoint at(String uid, Reported r, double column, double row) throws IOException {
            SrGraphic.Where.Image on = (SrGraphic.Where.Image) r.shape().orElseThrow().on();
            Stack stack = stack(uid);
            int slice = 0;
            while (!stack.slices().get(slice).sopInstanceUid().equals(on.sopInstanceUid())) {
                slice++;
            }
            return stack.grid().toPatient(column, row, slice);
        }

        @Test
        void by_a_person_is_not_hidden_with_what_programs_found() throws IOException {
            DataSet person = content("HAS OBS CONTEXT", "CODE")
                    .put(Tag.ConceptNameCodeSequence, List.of(code("121005", "DCM", "Observer Type")))
                    .put(Tag.ConceptCodeSequence, List.of(code("121006", "DCM", "Person")))
                    .build();
            CameWithStudy came = read(imported(report(person, length(2, onImage("1.2.1.9.1", "POINT", 4, 5)))));
            assertThat(came.withoutPrograms().reported()).singleElement()
                    .satisfies(r -> assertThat(r.from().author()).isEqualTo(Origin.Author.PERSON));
        }

        @Test
        void of_an_image_that_is_not_there_is_one_line_and_takes_nothing_else_along() throws IOException {
            CameWithStudy came = read(imported(report(
                    length(1, onImage("1.2.1.9.77", "POLYLINE", 4.5, 5.5, 9.5, 5.5)),
                    length(2, onImage("1.2.1.9.1", "POLYLINE", 4.5, 5.5, 9.5, 5.5)))));
            assertThat(came.reported()).filteredOn(r -> r.shape().isPresent()).singleElement()
                    .satisfies(r -> assertThat(r.text()).contains("2 mm"));
            assertThat(came.notes()).singleElement().asString().contains("1 of its graphics").contains("not there");
        }

        @Test
        void with_numbers_that_are_none_or_more_than_anybody_can_read_stays_bounded() throws IOException {
            List<DataSet> many = new ArrayList<>(Collections.nCopies(5_000, length(3, onImage("1.2.1.9.1", "POINT", 4, 5))));
            many.add(length(4, onImage("1.2.1.9.1", "POLYLINE", Double.NaN, 5.5, 9.5, 5.5)));
            many.add(length(5, onImage("1.2.1.9.1", "POLYLINE", 1e30, 5.5, -1e30, 5.5)));
            CameWithStudy came = read(imported(report(many.toArray(DataSet[]::new))));
            assertThat(came.reported()).hasSize(2_000);
            assertThat(came.notes()).singleElement().asString().contains("more measurements are not shown");
        }

        @Test
        void does_not_bring_a_name_with_it() throws IOException {
            DataSet text = content("CONTAINS", "TEXT")
                    .put(Tag.ConceptNameCodeSequence, List.of(code("121106", "DCM", "Comment")))
                    .put(Tag.TextValue, Vr.UT, "seen with Mrs OKONKWO")
                    .put(Tag.ContentSequence, List.of(onImage("1.2.1.9.1", "POINT", 4, 5)))
                    .build();
            CameWithStudy came = read(imported(report(text)));
            assertThat(came.reported()).isNotEmpty().noneMatch(r -> r.text().contains("OKONKWO"));
        }
    }

    @Nested
    class A_public_report {
        private static final Path DCMQI = Path.of(System.getProperty("loupe.shared", "../../shared"), "data/dcmqi/sr-example");

        @Test
        void of_dcmqi_gives_the_numbers_it_measured_on_its_segments() throws IOException {
            Assumptions.assumeTrue(Files.isDirectory(DCMQI), "skipped: the folder of public inputs (../shared) is not there");
            CameWithStudy came = read(site.imported(List.of(DCMQI)));
            assertThat(came.reported()).isNotEmpty().allMatch(r -> !r.from().automatic());
            Optional<Reported> mean = came.reported().stream().filter(r -> r.text().contains("Mean")).findFirst();
            assertThat(mean).isPresent();
        }
    }
}
