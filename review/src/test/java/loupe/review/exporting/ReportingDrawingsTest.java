package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.measure.Annotation;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Axis;
import loupe.core.segment.Code;
import loupe.core.work.JobContext;
import loupe.review.edit.MissedFindings;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import loupe.review.watching.ModelReport;
import loupe.review.watching.ReportPages;
import loupe.review.watching.Tally;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reader drew leaves in the report, read back before it counts.
class ReportingDrawingsTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);
    private static final DrawnSeries ENHANCED = new DrawnSeries("1.2.7", "MR", DrawnSeries.OBLIQUE, 5, true);
    private static final DrawnSeries FILM = new DrawnSeries("1.2.8", "CR", new double[0], 1, false);
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

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

    private String unseen(DrawnSeries series) throws IOException {
        return site.imported(series.write(folder.resolve("in")));
    }

    private DataSet sr(String uid, String name) throws IOException {
        return ReviewedStudy.read(site.exported(uid, folder.resolve(name)).resolve("report.dcm"));
    }

    private List<MeasurementReport.Group> groups(String uid, String name) throws IOException {
        return MeasurementReport.of(sr(uid, name)).groups();
    }

    private static List<String> numbers(MeasurementReport.Group g) {
        return g.measurements().stream()
                .map(n -> n.measurement().concept().meaning() + " " + n.measurement().value() + " "
                        + n.measurement().unit().value())
                .toList();
    }

    @Nested
    class A_report {
        @Test
        void is_written_of_drawings_on_a_study_no_model_looked_at() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            Annotation line = site.review(uid).draw(
                    drawings.onSlice(0, new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(8, 4, 0))));
            List<MeasurementReport.Group> groups = groups(uid, "out");
            assertThat(groups).singleElement().satisfies(g -> {
                assertThat(g.trackingIdentifier()).isEqualTo("M1");
                assertThat(g.trackingUid()).isEqualTo(line.trackingUid());
                assertThat(numbers(g)).as("four columns of 1.25 mm").containsExactly("Length 5.0 mm");
                assertThat(g.measurements().getFirst().from().getFirst().coordinates()).containsExactly(4.5, 4.5, 8.5, 4.5);
            });
        }

        @Test
        void holds_what_models_found_and_what_readers_drew() throws IOException {
            String uid = site.analysed(CT, folder.resolve("in"));
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            for (ReviewSession.Draft d : drawings.all()) {
                site.review(uid).draw(d);
            }
            DataSet sr = sr(uid, "out");
            assertThat(MeasurementReport.of(sr).groups()).extracting(MeasurementReport.Group::trackingIdentifier)
                    .as("all but the arrow M7 and the text M8")
                    .containsExactly(
                            "F1", "F2", "F3", "M1", "M2", "M3", "M4", "M5", "M6", "M9", "M10", "M11", "M12", "M13", "M14", "M15",
                            "M16", "M17");
            assertThat(sr.string(Tag.CompletionFlag, "")).isEqualTo("PARTIAL");
        }

        @Test
        void says_what_the_voxels_of_a_region_say() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            // Columns 3 to 7 of rows 4 to 6, whose values are five times their row.
            site.review(uid).draw(drawings.onSlice(0, new Region.Rectangle(
                    drawings.pixel(2.5, 3.5, 0), drawings.columns(5), drawings.rows(3))));
            assertThat(numbers(groups(uid, "out").getFirst())).containsExactly(
                    "Area 28.125 mm2", "Perimeter 21.5 mm", "Mean 25.0 [hnsf'U]",
                    "Standard Deviation " + Math.rint(Math.sqrt(50.0 / 3) * 1e4) / 1e4 + " [hnsf'U]", "Minimum 20.0 [hnsf'U]",
                    "Maximum 30.0 [hnsf'U]", "Number of voxels 15.0 {voxels}");
        }

        @Test
        void names_the_frame_of_an_object_with_several() throws IOException {
            String uid = unseen(ENHANCED);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            site.review(uid).draw(drawings.onSlice(3, new Shape.Probe(drawings.pixel(14, 7, 3))));
            SrGraphic region = groups(uid, "out").getFirst().regions().getFirst();
            assertThat(((SrGraphic.Where.Image) region.where()).frames())
                    .containsExactly(drawings.stack().slices().get(3).frame() + 1);
        }

        @Test
        void puts_what_was_drawn_on_a_plane_into_the_patient() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            var middle = drawings.pixel(14, 7, 2);
            site.review(uid).draw(drawings.onPlane(Axis.SAGITTAL, middle, new Region.Circle(middle, 3)));
            MeasurementReport.Group g = groups(uid, "out").getFirst();
            assertThat(g.regions().getFirst().where())
                    .isEqualTo(new SrGraphic.Where.Patient(drawings.stack().grid().frameOfReferenceUid()));
            assertThat(numbers(g)).first().asString().isEqualTo("Area " + Math.rint(9 * Math.PI * 1e4) / 1e4 + " mm2");
        }

        @Test
        void says_of_a_length_on_a_film_that_it_holds_at_the_detector() throws IOException {
            String uid = unseen(FILM);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            site.review(uid).draw(drawings.onSlice(0, new Shape.Line(drawings.pixel(2, 3, 0), drawings.pixel(8, 11, 0))));
            DataSet sr = sr(uid, "out");
            assertThat(numbers(MeasurementReport.of(sr).groups().getFirst())).containsExactly("Length 5.0 mm");
            assertThat(new String(Files.readAllBytes(folder.resolve("out/report.dcm")), StandardCharsets.UTF_8))
                    .contains("At the detector");
        }

        @Test
        void has_none_of_the_readers_words_and_no_name() throws IOException {
            String uid = unseen(CT);
            for (ReviewSession.Draft d : ReaderDrawings.on(site, uid).all()) {
                site.review(uid).draw(d);
            }
            Path out = site.exported(uid, folder.resolve("out"));
            for (String file : List.of("report.dcm", "findings.json")) {
                assertThat(new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1))
                        .doesNotContain("OKONKWO", "Miller");
            }
        }

        @Test
        void of_a_changed_drawing_is_later_than_the_one_before() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            Annotation line = site.review(uid).draw(
                    drawings.onSlice(0, new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(8, 4, 0))));
            site.review(uid).draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(4, 4, 0))));
            DataSet first = sr(uid, "a");
            site.review(uid).change(line, line.with(new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(9, 4, 0))));
            DataSet second = sr(uid, "b");
            assertThat(time(second)).isGreaterThan(time(first));
            assertThat(second.string(Tag.SOPInstanceUID)).isNotEqualTo(first.string(Tag.SOPInstanceUID));
        }

        private static String time(DataSet d) {
            return d.string(Tag.ContentDate, "") + d.string(Tag.ContentTime, "");
        }

        @Test
        void rests_on_the_images_that_were_drawn_on() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            site.review(uid).draw(drawings.onSlice(2, new Shape.Probe(drawings.pixel(14, 7, 2))));
            assertThat(sr(uid, "out").items(Tag.CurrentRequestedProcedureEvidenceSequence).getFirst()
                            .items(Tag.ReferencedSeriesSequence).getFirst().items(Tag.ReferencedSOPSequence))
                    .extracting(i -> i.string(Tag.ReferencedSOPInstanceUID, ""))
                    .containsExactly(drawings.stack().slices().get(2).sopInstanceUid());
        }
    }

    @Nested
    class The_tracking_uid {
        @Test
        void is_one_over_edit_undo_reload_and_every_export() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            ReviewSession review = site.review(uid);
            Annotation line = review.draw(
                    drawings.onSlice(0, new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(8, 4, 0))));
            review.draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(4, 4, 0))));
            List<String> first = tracked(uid, "a");
            review.change(line, line.with(new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(9, 4, 0))));
            List<String> changed = tracked(uid, "b");
            review.erase(review.state().annotation("M1").orElseThrow());
            review.undo();
            List<String> back = tracked(uid, "c");
            assertThat(first).hasSize(2).doesNotHaveDuplicates().contains(line.trackingUid());
            assertThat(changed).isEqualTo(first);
            assertThat(back).as("and in the same order").isEqualTo(first);
        }

        private List<String> tracked(String uid, String name) throws IOException {
            return groups(uid, name).stream().map(MeasurementReport.Group::trackingUid).toList();
        }
    }

    @Nested
    class A_missed_finding {
        @Test
        void leaves_as_what_it_is_in_the_report_and_the_list() throws IOException {
            String uid = site.analysed(CT, folder.resolve("in"));
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            ReviewSession review = site.review(uid);
            Annotation box = review.draw(drawings.onSlice(0, new Region.Rectangle(
                    drawings.pixel(2.5, 3.5, 0), drawings.columns(5), drawings.rows(3))));
            review.change(box, box.asMissed(Optional.of(NODULE)));
            Path out = site.exported(uid, folder.resolve("out"));
            MeasurementReport.Group g =
                    MeasurementReport.of(ReviewedStudy.read(out.resolve("report.dcm"))).groups().getLast();
            assertThat(g.finding()).contains(NODULE);
            assertThat(g.decision().orElseThrow().value()).isEqualTo("missed");
            JsonNode drawing = new JsonMapper().readTree(Files.readString(out.resolve("findings.json"))).get("drawings").get(0);
            assertThat(drawing.get("missed").get("value").asText()).isEqualTo("27925004");
            assertThat(drawing.get("quantities").get(0).get("value").asDouble()).isCloseTo(28.125, within(1e-9));
        }

        private Tally tally() throws IOException {
            return ModelReport.of(site.store(), JobContext.unattended()).tallies().stream()
                    .filter(t -> t.by().equals("all")).findFirst().orElseThrow();
        }

        @Test
        void counts_as_a_false_negative_of_the_model_that_looked_until_it_is_taken_back() throws IOException {
            String uid = site.analysed(CT, folder.resolve("in"));
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            ReviewSession review = site.review(uid);
            review.draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(2, 2, 0))));
            assertThat(tally().missed()).as("a measurement is none").isZero();
            Annotation place = review.draw(drawings.onSlice(1, new Shape.Probe(drawings.pixel(3, 3, 1))));
            review.change(place, place.asMissed(Optional.of(NODULE)));
            assertThat(tally().missed()).isEqualTo(1);
            assertThat(tally().findings()).as("nothing the model found").isEqualTo(3);
            assertThat(ReportPages.json(ModelReport.of(site.store(), JobContext.unattended())))
                    .contains("\"falseNegatives\" : 1");
            review.undo();
            assertThat(tally().missed()).isZero();
        }

        @Test
        void can_be_what_the_models_on_its_series_name() throws IOException {
            String uid = site.analysed(CT, folder.resolve("in"));
            String series = ReaderDrawings.on(site, uid).seriesUid();
            assertThat(MissedFindings.kinds(site.review(uid).state(), series)).extracting(Code::meaning)
                    .containsExactly("Nodule", "Morphologically Abnormal Structure", "Lung");
            assertThat(MissedFindings.kinds(site.review(uid).state(), "2.25.404")).containsExactly(MissedFindings.UNNAMED);
        }

        @Test
        void is_what_the_seal_signs() throws IOException {
            String uid = site.analysed(CT, folder.resolve("in"));
            for (var f : List.of(ReviewedStudy.BALL, ReviewedStudy.BOX, ReviewedStudy.NOTHING)) {
                site.review(uid).accept(f);
            }
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            ReviewSession review = site.review(uid);
            Annotation place = review.draw(drawings.onSlice(1, new Shape.Probe(drawings.pixel(3, 3, 1))));
            review.change(place, place.asMissed(Optional.of(NODULE)));
            SealReview sealing = new SealReview(site.store(), site.clock());
            sealing.run(uid, "Miller^Jane", "read");
            assertThat(sealing.verify(uid)).contains(true);
            assertThat(groups(uid, "out").getLast().decision().orElseThrow().value()).isEqualTo("missed");
        }

        @Test
        void is_a_finding_and_nobodys_miss_where_no_model_looked() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            ReviewSession review = site.review(uid);
            Annotation place = review.draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(4, 4, 0))));
            review.change(place, place.asMissed(Optional.of(NODULE)));
            Path out = site.exported(uid, folder.resolve("out"));
            MeasurementReport.Group g =
                    MeasurementReport.of(ReviewedStudy.read(out.resolve("report.dcm"))).groups().getFirst();
            assertThat(g.finding()).contains(NODULE);
            assertThat(g.decision()).as("no model looked").isEmpty();
            JsonNode drawing = new JsonMapper().readTree(Files.readString(out.resolve("findings.json"))).get("drawings").get(0);
            assertThat(drawing.get("finding").get("value").asText()).isEqualTo("27925004");
            assertThat(drawing.path("missed").isMissingNode() || drawing.get("missed").isNull()).isTrue();
        }

        @Test
        void is_absent_from_a_mere_measurement() throws IOException {
            String uid = unseen(CT);
            ReaderDrawings drawings = ReaderDrawings.on(site, uid);
            site.review(uid).draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(4, 4, 0))));
            Path out = site.exported(uid, folder.resolve("out"));
            assertThat(Stream.of(groups(uid, "again").getFirst().finding(), groups(uid, "again").getFirst().decision()))
                    .allMatch(Optional::isEmpty);
            JsonNode drawing = new JsonMapper().readTree(Files.readString(out.resolve("findings.json"))).get("drawings").get(0);
            assertThat(drawing.path("missed").isMissingNode() || drawing.get("missed").isNull()).isTrue();
        }
    }
}
