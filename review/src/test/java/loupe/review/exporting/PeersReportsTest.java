package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.measure.Annotation;
import loupe.core.measure.Shape;
import loupe.review.edit.ReviewState;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other viewers lost or moved when a report was written or loaded, by the numbers of their public issues.
class PeersReportsTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);
    private static final DrawnSeries ENHANCED = new DrawnSeries("1.2.7", "MR", DrawnSeries.OBLIQUE, 5, true);

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

    private List<MeasurementReport.Group> written(String uid) throws IOException {
        return MeasurementReport.of(ReviewedStudy.read(site.exported(uid, folder.resolve("out")).resolve("report.dcm"))).groups();
    }

    private static SrGraphic.Where.Image image(MeasurementReport.Group g) {
        SrGraphic at = g.regions().isEmpty() ? g.measurements().getFirst().from().getFirst() : g.regions().getFirst();
        return (SrGraphic.Where.Image) at.where();
    }

    /// OHIF #3751: after a report was saved, measurements on frames of one object moved to its first frame.
    @Test
    void measurements_stay_on_their_frames_when_a_report_is_written() throws IOException {
        String uid = site.imported(ENHANCED.write(folder.resolve("in")));
        ReaderDrawings drawings = ReaderDrawings.on(site, uid);
        ReviewSession review = site.review(uid);
        for (int s = 0; s < 5; s++) {
            review.draw(drawings.onSlice(s, new Shape.Line(drawings.pixel(3, 4, s), drawings.pixel(9, 4 + s, s))));
        }
        List<Annotation> before = review.state().annotations();
        List<MeasurementReport.Group> groups = written(uid);
        assertThat(review.state().annotations()).as("in the open review").isEqualTo(before);
        assertThat(site.review(uid).state().annotations()).as("opened again").isEqualTo(before);
        for (int s = 0; s < 5; s++) {
            assertThat(image(groups.get(s)).frames()).containsExactly(drawings.stack().slices().get(s).frame() + 1);
        }
    }

    /// OHIF #5762: a rectangle was gone after the report had been saved. Writing one changes nothing of the review.
    @Test
    void writing_a_report_changes_nothing_of_what_is_drawn() throws IOException {
        String uid = site.imported(CT.write(folder.resolve("in")));
        ReviewSession review = site.review(uid);
        for (ReviewSession.Draft d : ReaderDrawings.on(site, uid).all()) {
            review.draw(d);
        }
        ReviewState before = review.state();
        String undo = review.undoName().orElseThrow();
        written(uid);
        assertThat(review.state().annotations()).isEqualTo(before.annotations()).isEqualTo(site.review(uid).state().annotations());
        assertThat(review.undoName()).contains(undo);
    }

    /// OHIF #4840: a Cobb angle that was read back lay on every image of the series.
    @Test
    void a_cobb_angle_lies_on_the_one_image_it_was_drawn_on() throws IOException {
        String uid = site.imported(CT.write(folder.resolve("in")));
        ReaderDrawings drawings = ReaderDrawings.on(site, uid);
        site.review(uid).draw(drawings.onSlice(2, new Shape.Cobb(
                new Shape.Line(drawings.pixel(4, 4, 2), drawings.pixel(8, 4, 2)),
                new Shape.Line(drawings.pixel(4, 9, 2), drawings.pixel(9, 11, 2)))));
        MeasurementReport.Group g = written(uid).getFirst();
        String drawnOn = drawings.stack().slices().get(2).sopInstanceUid();
        assertThat(g.measurements()).allSatisfy(n -> assertThat(n.from()).isNotEmpty().allSatisfy(
                f -> assertThat(((SrGraphic.Where.Image) f.where()).sopInstanceUid()).isEqualTo(drawnOn)));
    }
}
