package loupe.review.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.sealing.SealReview;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drawing is a finding of the reader: journaled, taken back, fixed by the seal.
class DrawingOnAStudyTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    private static final VoxelGrid GRID = VoxelGrid.axial(64, 64, 3, new PatientPoint(-10, 5, 7), 0.7, 2, "2.25.9");
    private static final ImageSpace SPACE = ImageSpace.of(Plane.ofSlice(GRID, 1), GRID);

    @TempDir Path folder;
    private Store store;
    private String studyUid;
    private ReviewSession review;

    @BeforeEach
    void a_study_without_findings() throws IOException {
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings());
        DataSet source = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.9")
                .put(Tag.PatientID, Vr.LO, "12345678")
                .build();
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned) door.deidentify(
                new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
        studyUid = clean.instance().studyInstanceUid();
        StudySummary summary = new StudySummary(studyUid, "P", "", "", "", "", "SR", 1, 1, StudyState.TO_REVIEW, 0);
        try (ImportBatch batch = store.beginImport()) {
            batch.add(clean.instance());
            batch.commit(Map.of(studyUid, none -> summary), AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        review = open();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private StoreSettings settings() {
        return new StoreSettings(NOON, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    private ReviewSession open() throws IOException {
        return ReviewSession.open(store, NOON, "reader", studyUid);
    }

    private static PatientPoint at(double right, double down) {
        return SPACE.plane().at(right, down);
    }

    private static ReviewSession.Draft draft(Shape shape, Scale scale) {
        return new ReviewSession.Draft(
                new Annotation.Place("2.25.5", "2.25.6", 0, false),
                new Measure(new ImageSpace(SPACE.plane(), SPACE.pixelDiagonal(), scale), shape), 0, "", Optional.empty());
    }

    private static ReviewSession.Draft line(double mm) {
        return draft(new Shape.Line(at(1, 2), at(1 + mm, 2)), new Scale.Patient());
    }

    @Test
    void of_every_kind_and_scale_is_the_same_to_the_last_bit_after_the_store_was_closed() throws IOException {
        PatientVector right = SPACE.plane().right();
        PatientVector down = SPACE.plane().down();
        List<PatientPoint> corners = List.of(at(0.1, 0.2), at(9.3, 0.7), at(8, 7.7));
        Shape.Line line = new Shape.Line(at(0.3, 0.1), at(10.7, 3));
        List<Shape> all = List.of(
                line, new Shape.Polyline(corners), new Shape.Angle(at(0, 0), at(3, 1), at(4, 9)),
                new Shape.Cobb(line, new Shape.Line(at(0, 9), at(9, 8))),
                new Shape.Bidirectional(new Shape.Line(at(0, 5), at(10, 5)), new Shape.Line(at(4, 2), at(4, 7))),
                new Shape.Probe(at(1, 1)), new Shape.Arrow(at(1, 1), at(2, 3)), new Shape.Note(at(3, 3)),
                new Region.Ellipse(at(5, 5), right.times(3), down.times(2)), new Region.Circle(at(5, 5), 1.7),
                new Region.Rectangle(at(1, 1), right.times(3.3), down.times(2.1)), new Region.Polygon(corners),
                new Region.Freehand(corners), new Region.Spline(corners));
        List<Scale> scales = List.of(
                new Scale.Patient(), new Scale.Detector(), new Scale.Magnified(1.3), new Scale.Calibrated(),
                new Scale.Manual(0.31, 0.02), new Scale.Pixels(),
                new Scale.Regions(
                        List.of(new UltrasoundRegion(
                                1, 0, 0, 63, 63, UltrasoundRegion.Format.SPECTRUM, true,
                                new UltrasoundRegion.Axis(UltrasoundRegion.Unit.SECOND, 0.004, Optional.of(0.25)),
                                new UltrasoundRegion.Axis(UltrasoundRegion.Unit.CENTIMETRE_A_SECOND, -1.2, Optional.empty()))),
                        0.7, 0.7, true));
        for (int i = 0; i < all.size(); i++) {
            review.draw(draft(all.get(i), scales.get(i % scales.size())));
        }
        List<Annotation> drawn = review.state().annotations();
        store.close();
        store = Store.open(folder.resolve("store"), "a passphrase".toCharArray(), settings());
        assertThat(open().state().annotations()).isEqualTo(drawn);
        assertThat(drawn).extracting(a -> a.measure().shape()).isEqualTo(all);
        assertThat(drawn).extracting(Annotation::trackingUid).doesNotHaveDuplicates();
    }

    @Test
    void is_moved_and_taken_away_and_taken_back_step_by_step_also_after_a_restart() throws IOException {
        Annotation ten = review.draw(line(10));
        Annotation twenty = ten.with(new Shape.Line(at(1, 2), at(21, 2)));
        review.change(ten, twenty);
        review.erase(twenty);
        review = open();
        assertThat(review.undoName()).contains("delete length M1");
        review.undo();
        assertThat(review.state().annotations()).containsExactly(twenty);
        review.undo();
        assertThat(review.state().annotations()).containsExactly(ten);
        review.undo();
        assertThat(review.state().annotations()).isEmpty();
        review.redo();
        review.redo();
        assertThat(open().state().annotations()).containsExactly(twenty);
    }

    @Test
    void that_was_deleted_or_undone_leaves_its_number_to_no_other() throws IOException {
        review.erase(review.draw(line(10)));
        assertThat(review.draw(line(11)).id()).isEqualTo("M2");
        review.undo();
        assertThat(review.draw(line(12)).id()).isEqualTo("M3");
        assertThat(open().draw(line(13)).id()).as("after a restart").isEqualTo("M4");
    }

    @Test
    void that_comes_back_is_where_it_was_in_the_list() throws IOException {
        Annotation first = review.draw(line(10));
        review.draw(line(11));
        review.draw(line(12));
        review.erase(first);
        review.undo();
        assertThat(review.state().annotations()).extracting(Annotation::id).containsExactly("M1", "M2", "M3");
        assertThat(open().state().annotations()).isEqualTo(review.state().annotations());
    }

    @Test
    void can_be_a_finding_the_models_missed_and_be_taken_back() throws IOException {
        Annotation place = review.draw(draft(new Shape.Probe(at(3, 4)), new Scale.Patient()));
        Code nodule = new Code("27925004", "SCT", "Nodule");
        review.change(place, place.asMissed(Optional.of(nodule)));
        assertThat(open().state().annotation("M1").orElseThrow().missed()).contains(nodule);
        assertThat(review.undoName()).contains("mark probe M1 as a finding");
        review.undo();
        assertThat(open().state().annotation("M1").orElseThrow().missed()).isEmpty();
    }

    @Test
    void can_be_sealed_without_a_model_having_looked_and_nothing_at_all_can_not() throws IOException {
        SealReview sealing = new SealReview(store, NOON);
        assertThatThrownBy(() -> sealing.run(studyUid, "reader", SealReview.USUAL_MEANING)).hasMessageContaining("nothing to seal");
        review.draw(line(10));
        sealing.run(studyUid, "reader", SealReview.USUAL_MEANING);
        assertThat(sealing.verify(studyUid)).contains(true);
        assertThat(open().state().seal()).isPresent();
    }

    @Test
    void that_is_no_longer_as_the_reader_saw_it_is_not_changed() throws IOException {
        Annotation ten = review.draw(line(10));
        ReviewSession other = open();
        other.erase(ten);
        assertThatThrownBy(() -> review.change(ten, ten.labelled("node"))).hasMessageContaining("no longer");
    }

    @Test
    void is_what_the_seal_signs_and_a_sealed_review_refuses_another() throws IOException {
        store.append(
                NewRecord.of(studyUid, RecordKind.PREDICTION, Journal.encode(new Prediction(
                        "2.25.5", new Provenance("net", "1", "00", NOON.instant(), "test"), List.of(), Optional.empty()))),
                s -> s,
                AuditEntry.of(AuditEvent.ANALYSED, "net", studyUid));
        review = open();
        review.draw(line(10));
        String signed = new SealReview(store, NOON).run(studyUid, "reader", "read").contentSha256();
        assertThat(new SealReview(store, NOON).verify(studyUid)).contains(true);
        assertThat(signed).hasSize(64);
        ReviewSession after = open();
        assertThatThrownBy(() -> after.draw(line(5))).hasMessageContaining("sealed");
        assertThat(after.state().annotations()).hasSize(1);
    }
}
