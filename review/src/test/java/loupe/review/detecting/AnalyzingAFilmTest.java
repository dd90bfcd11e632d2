package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SegFile;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.ExportStudy;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drawn film through the store: imported, analysed, corrected, exported.
class AnalyzingAFilmTest {
    private static final FindingId F1 = new FindingId("F1");

    @TempDir Path folder;
    private Site site;

    @BeforeEach
    void opens_a_site() throws IOException {
        site = new Site(folder.resolve("site"));
    }

    @AfterEach
    void closes_it() throws IOException {
        site.close();
    }

    private String stored(DrawnFilm film) throws IOException {
        return site.imported(film.write(folder.resolve("in"))).studyUids().iterator().next();
    }

    private ReviewedFinding lungs(String studyUid) throws IOException {
        return site.state(studyUid).finding(F1).orElseThrow();
    }

    private Mask outline(String studyUid) throws IOException {
        return lungs(studyUid).segment().orElseThrow().mask();
    }

    private Path exported(String studyUid) throws IOException {
        Path out = folder.resolve("out");
        new ExportStudy(site.store(), "test").run(studyUid, out, new ExportStudy.Choice(false), JobContext.unattended());
        return out;
    }

    @Test
    void outlines_the_lungs_that_were_drawn_and_gives_their_area_at_the_detector() throws IOException {
        String uid = stored(DrawnFilm.of("1.2.1", "DX"));
        assertThat(site.analysed(uid).ran()).containsExactly(new AnalyzeStudy.Ran("film-lungs", 1, java.util.OptionalInt.of(1)));
        Mask ours = outline(uid);
        assertThat(ours.dice(DrawnFilm.lungs(ours.grid()))).isGreaterThan(0.9);
        assertThat(lungs(uid).finding().measurements()).hasSize(1);
        Measurement area = lungs(uid).finding().measurements().getFirst();
        assertThat(area.concept().meaning()).isEqualTo("Area at the detector");
        assertThat(area.unit().value()).isEqualTo("mm2");
        assertThat(area.value()).isCloseTo(ours.count() * DrawnFilm.MM * DrawnFilm.MM, within(1e-6));
        double[] centre = ours.grid().toIndex(lungs(uid).finding().centre());
        assertThat(centre[0]).as("column of the centre").isBetween(0.3 * DrawnFilm.SIDE, 0.7 * DrawnFilm.SIDE);
    }

    @Test
    void comes_back_from_the_exported_segmentation_as_it_was() throws IOException {
        String uid = stored(DrawnFilm.of("1.2.1", "CR"));
        site.analysed(uid);
        Path out = exported(uid);
        DataSet seg = DicomReader.usual().read(out.resolve("seg-1.dcm")).data();
        StudyImages images = StudyImages.of(site.store(), uid);
        Series series = images.series().getFirst();
        Stack film = images.films(series).getFirst();
        assertThat(SegFile.of(seg, TransferSyntax.EXPLICIT_LE).onto(film).segment(1).mask()).isEqualTo(outline(uid));
        assertThat(seg.contains(Tag.FrameOfReferenceUID)).as("a film lies nowhere in the patient").isFalse();
        assertThat(seg.items(Tag.ReferencedSeriesSequence).getFirst().items(Tag.ReferencedInstanceSequence).getFirst()
                        .string(Tag.ReferencedSOPInstanceUID, ""))
                .isEqualTo(series.instances().getFirst().sopInstanceUid());
        MeasurementReport report = MeasurementReport.of(DicomReader.usual().read(out.resolve("report.dcm")).data());
        assertThat(report.groups()).hasSize(1);
        assertThat(report.groups().getFirst().segmentationUid()).isEqualTo(seg.string(Tag.SOPInstanceUID, ""));
        assertThat(out.resolve("series-1-F1-lungs.png")).exists();
        assertThat(Files.readString(out.resolve("findings.json")))
                .contains("Area at the detector", "\"millilitres\" : null").doesNotContain("\"Volume\"");
    }

    @Test
    void is_the_same_film_whichever_way_round_its_values_are_stored() throws IOException {
        String upright = stored(DrawnFilm.of("1.2.1", "DX"));
        String inverted = stored(new DrawnFilm("1.2.2", "DX", 1, true, "PA"));
        site.analysed(upright);
        site.analysed(inverted);
        Mask a = outline(upright);
        Mask b = outline(inverted);
        assertThat(b.count()).isCloseTo(a.count(), within(a.count() / 100));
        assertThat(b.dice(DrawnFilm.lungs(b.grid()))).isGreaterThan(0.9);
    }

    @Test
    void is_not_looked_at_from_the_side() throws IOException {
        String uid = stored(new DrawnFilm("1.2.1", "DX", 1, false, "LL"));
        AnalyzeStudy.Analysis done = site.analysed(uid);
        assertThat(done.ran()).isEmpty();
        assertThat(done.refused()).hasSize(1).first().asString().contains("from the side").doesNotContain("\n");
    }

    @Test
    void is_corrected_like_a_volume_and_its_area_measured_anew() throws IOException {
        String uid = stored(DrawnFilm.of("1.2.1", "DX"));
        site.analysed(uid);
        Mask before = outline(uid);
        MaskDelta stroke = MaskDelta.builder(before.grid().voxelsPerSlice()).flip(0, 0).flip(0, 1).flip(0, 2).build();
        ReviewSession.open(site.store(), Clock.systemUTC(), "reader", uid).paint(F1, "brush", stroke);
        Path out = exported(uid);
        MeasurementReport report = MeasurementReport.of(DicomReader.usual().read(out.resolve("report.dcm")).data());
        Measurement area = report.groups().getFirst().measurements().stream().map(MeasurementReport.Number::measurement)
                .filter(m -> m.unit().value().equals("mm2")).findFirst().orElseThrow();
        assertThat(area.value()).isCloseTo((before.count() + 3) * DrawnFilm.MM * DrawnFilm.MM, within(0.5));
    }

    @Test
    void of_a_second_run_stands_in_place_of_the_first() throws IOException {
        String uid = stored(DrawnFilm.of("1.2.1", "DX"));
        site.analysed(uid);
        site.analysed(uid);
        assertThat(site.state(uid).predictions()).hasSize(1);
        assertThat(site.state(uid).findings()).hasSize(1).first()
                .satisfies(f -> assertThat(f.finding().id()).isEqualTo(new FindingId("F2")));
    }
}
