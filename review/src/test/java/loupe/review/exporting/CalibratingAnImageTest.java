package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.measure.Annotation;
import loupe.core.measure.Quantity;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A film is calibrated by a length the reader knows: journaled, taken back, signed and in every export.
class CalibratingAnImageTest {
    private static final DrawnSeries FILM = new DrawnSeries("1.2.8", "CR", new double[0], 1, false);
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);

    @TempDir Path folder;
    private ReviewedStudy site;
    private String uid;
    private ReaderDrawings drawings;
    private ReviewSession review;

    @BeforeEach
    void a_film_of_half_a_millimetre_at_the_detector() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
        uid = site.imported(FILM.write(folder.resolve("in")));
        drawings = ReaderDrawings.on(site, uid);
        review = site.review(uid);
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    /// 8 columns: 4 mm at the detector.
    private Annotation ruler() throws IOException {
        return review.draw(drawings.onSlice(0, new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(12, 4, 0))));
    }

    /// 6 columns and 8 rows: 5 mm at the detector.
    private Annotation five() throws IOException {
        return review.draw(drawings.onSlice(0, new Shape.Line(drawings.pixel(2, 3, 0), drawings.pixel(8, 11, 0))));
    }

    private static Quantity first(ReviewSession of, String id) {
        return of.state().annotation(id).orElseThrow().measure().quantities().getFirst();
    }

    private double mm(String id) {
        return first(review, id).value();
    }

    @Test
    void all_that_is_drawn_on_it_is_measured_by_the_known_length_with_its_band() throws IOException {
        Annotation ruler = ruler();
        five();
        review.calibrate(ruler, 3);
        assertThat(mm("M1")).isCloseTo(3, within(1e-12));
        Quantity q = first(review, "M2");
        assertThat(q.value()).isCloseTo(3.75, within(1e-12));
        assertThat(q.scale().source()).isEqualTo("calibrated by hand");
        // Half a pixel diagonal at each of four ends: (5 + d) 3 / (4 - d), d = sqrt(0.5).
        double d = Math.sqrt(0.5);
        assertThat(q.value() + q.error()).isCloseTo((5 + d) * 3 / (4 - d), within(1e-9));
        Annotation drawnNow = review.draw(drawings.onSlice(0, new Region.Circle(drawings.pixel(10, 9, 0), 2)));
        assertThat(review.state().annotation(drawnNow.id()).orElseThrow().measure().quantities().getFirst().value())
                .as("what is drawn later too").isCloseTo(Math.PI * 1.5 * 1.5, within(1e-9));
    }

    @Test
    void it_is_taken_back_and_done_again_step_by_step_also_after_a_restart() throws IOException {
        review.calibrate(ruler(), 3);
        Annotation drawn = five();
        Annotation seen = review.state().annotation("M2").orElseThrow();
        assertThat(drawn.id()).isEqualTo("M2");
        review.change(seen, seen.labelled("node"));
        review.calibrate(review.state().annotation("M1").orElseThrow(), 6);
        assertThat(mm("M2")).as("calibrated anew, from the file's own spacing").isCloseTo(7.5, within(1e-12));
        review = site.review(uid);
        assertThat(mm("M2")).isCloseTo(7.5, within(1e-12));
        assertThat(review.undoName()).contains("calibrate by 6.0 mm");
        review.undo();
        assertThat(mm("M2")).isCloseTo(3.75, within(1e-12));
        review.undo();
        review.undo();
        review.undo();
        assertThat(mm("M1")).isCloseTo(4, within(1e-12));
        assertThat(first(review, "M1").scale()).isEqualTo(new Scale.Detector());
        review.undo();
        assertThat(review.state().annotations()).isEmpty();
        for (int i = 0; i < 5; i++) {
            review.redo();
        }
        assertThat(review.state().annotation("M2").orElseThrow().label()).isEqualTo("node");
        assertThat(mm("M2")).isCloseTo(7.5, within(1e-12));
        assertThat(site.review(uid).state().annotations()).isEqualTo(review.state().annotations());
    }

    @Test
    void the_files_scale_comes_back_when_the_calibration_goes_and_drawings_stay_changeable() throws IOException {
        Annotation ruler = ruler();
        review.calibrate(ruler, 3);
        String image = ruler.place().sopInstanceUid();
        Annotation seen = review.state().annotation("M1").orElseThrow();
        review.change(seen, seen.with(new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(8, 4, 0))));
        assertThat(mm("M1")).isCloseTo(1.5, within(1e-12));
        review.uncalibrate(image);
        assertThat(mm("M1")).isCloseTo(2, within(1e-12));
        assertThat(first(review, "M1").scale()).isEqualTo(new Scale.Detector());
        review.erase(review.state().annotation("M1").orElseThrow());
        assertThatThrownBy(() -> review.uncalibrate(image)).hasMessageContaining("not calibrated");
        assertThat(site.review(uid).state().calibrations()).isEmpty();
    }

    @Test
    void it_is_signed_and_a_sealed_review_takes_no_other() throws IOException {
        Annotation ruler = ruler();
        review.calibrate(ruler, 3);
        SealReview sealing = new SealReview(site.store(), site.clock());
        sealing.run(uid, "reader", SealReview.USUAL_MEANING);
        assertThat(sealing.verify(uid)).contains(true);
        ReviewSession after = site.review(uid);
        Annotation now = after.state().annotation("M1").orElseThrow();
        assertThatThrownBy(() -> after.calibrate(now, 6)).hasMessageContaining("sealed");
        assertThatThrownBy(() -> after.uncalibrate(now.place().sopInstanceUid())).hasMessageContaining("sealed");
    }

    @Test
    void report_and_list_say_the_same_millimetres_as_the_window_and_by_what() throws IOException {
        Annotation ruler = ruler();
        five();
        review.calibrate(ruler, 3);
        Path out = site.exported(uid, folder.resolve("out"));
        MeasurementReport.Group g = MeasurementReport.of(ReviewedStudy.read(out.resolve("report.dcm"))).groups().getLast();
        assertThat(g.measurements().getFirst().measurement().value()).isEqualTo(3.75);
        assertThat(g.measurements().getFirst().measurement().unit().value()).isEqualTo("mm");
        assertThat(g.texts()).containsExactly("Spacing: calibrated by hand");
        assertThat(g.measurements().getFirst().from().getFirst().coordinates()).as("pixels as ever").containsExactly(2.5, 3.5, 8.5, 11.5);
        JsonNode json = new JsonMapper().readTree(Files.readString(out.resolve("findings.json")));
        JsonNode number = json.get("drawings").get(1).get("quantities").get(0);
        assertThat(number.get("value").asDouble()).isCloseTo(3.75, within(1e-12));
        assertThat(number.get("spacing").asText()).isEqualTo("calibrated by hand");
        JsonNode by = json.get("calibrations").get(0);
        assertThat(by.get("knownMm").asDouble()).isEqualTo(3);
        assertThat(by.get("mmPerUnit").asDouble()).isCloseTo(0.75, within(1e-12));
        assertThat(by.get("instead").asText()).startsWith("at the detector");
        assertThat(by.get("sopInstanceUid").asText()).isEqualTo(ruler.place().sopInstanceUid());
        assertThat(json.toString()).doesNotContain("reader");
    }

    @Test
    void it_is_refused_in_a_sentence_where_it_would_not_hold() throws IOException {
        Annotation dot = review.draw(drawings.onSlice(0, new Shape.Line(drawings.pixel(4, 4, 0), drawings.pixel(6, 4, 0))));
        assertThatThrownBy(() -> review.calibrate(dot, 3)).hasMessageContaining("two pixel diagonals");
        Annotation ruler = ruler();
        assertThatThrownBy(() -> review.calibrate(ruler, 0)).hasMessageContaining("positive");
        Annotation place = review.draw(drawings.onSlice(0, new Shape.Probe(drawings.pixel(4, 4, 0))));
        assertThatThrownBy(() -> review.calibrate(place, 3)).hasMessageContaining("by a length");
        assertThat(review.state().calibrations()).isEmpty();
        String ct = site.imported(CT.write(folder.resolve("ct")));
        ReaderDrawings slices = ReaderDrawings.on(site, ct);
        ReviewSession other = site.review(ct);
        Annotation line = other.draw(slices.onSlice(0, new Shape.Line(slices.pixel(4, 4, 0), slices.pixel(12, 4, 0))));
        assertThatThrownBy(() -> other.calibrate(line, 3)).hasMessageContaining("cross-section");
    }

    @Test
    void a_line_that_is_no_longer_as_the_reader_saw_it_calibrates_nothing() throws IOException {
        Annotation ruler = ruler();
        site.review(uid).erase(ruler);
        assertThatThrownBy(() -> review.calibrate(ruler, 3)).hasMessageContaining("no longer");
        assertThat(List.copyOf(site.review(uid).state().calibrations())).isEmpty();
    }
}
