package loupe.review.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.annotation.AnnotationGroup;
import loupe.core.segment.Code;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.review.ReviewException;
import loupe.review.edit.ReviewState;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectingObjectsTest {
    private static final int MANY = 20_000;

    @TempDir Path folder;

    private static FoundObjects.Found found(StudySlide slide, int n) {
        return new FoundObjects.Found(slide.seriesUid(), "counter", "counter 1", SlideSite.nuclei(n, 600));
    }

    @Test
    void every_step_is_kept_taken_back_done_again_and_there_after_a_restart() throws IOException {
        Map<String, Integer> last;
        try (SlideSite site = SlideSite.make(folder)) {
            new FoundObjects(site.store()).keep(site.uid(), found(site.slide(), 300));
            ReviewSession session = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            assertThat(objects.in(session.state()).counts()).isEqualTo(Map.of("Tumor", 100, "Stroma", 200));

            List<FeatureLayer.Standing> all = SlideSite.all(objects, session.state());
            session.correct(steps.deleted(all.subList(0, 3)));
            assertThat(objects.in(session.state()).counts()).isEqualTo(Map.of("Tumor", 99, "Stroma", 198));
            List<FeatureLayer.Standing> tumor = SlideSite.all(objects, session.state()).stream()
                    .filter(s -> s.feature().classification().equals("Tumor")).toList();
            assertThat(session.correct(steps.classified(tumor, "Immune cells"))).isEqualTo("classify 99 objects as Immune cells");
            session.correct(steps.drawn("polygon", FeatureOutline.polygon(0, 0, 50, 0, 50, 50), "Tumor"));
            Map<String, Integer> then = Map.of("Immune cells", 99, "Stroma", 198, "Tumor", 1);
            assertThat(objects.in(session.state()).counts()).isEqualTo(then);

            FeatureLayer.Standing drawn = SlideSite.all(objects, session.state()).getLast();
            session.correct(steps.redrawn("brush", drawn, FeatureOutline.polygon(0, 0, 90, 0, 90, 90)));
            assertThat(objects.in(session.state()).counts()).isEqualTo(then);
            assertThat(SlideSite.all(objects, session.state()).getLast().feature().outline().area()).isEqualTo(4050);

            for (int i = 0; i < 4; i++) {
                session.undo();
            }
            assertThat(objects.in(session.state()).counts()).isEqualTo(Map.of("Tumor", 100, "Stroma", 200));
            for (int i = 0; i < 4; i++) {
                session.redo();
            }
            last = objects.in(session.state()).counts();
            assertThat(last).isEqualTo(then);
            assertThat(session.undo()).contains("brush O2");
            last = objects.in(session.state()).counts();
        }
        try (SlideSite site = SlideSite.open(folder)) {
            ReviewSession again = site.session();
            assertThat(site.objects().in(again.state()).counts()).isEqualTo(last);
            assertThat(again.redo()).contains("brush O2");
            assertThat(SlideSite.all(site.objects(), again.state()).getLast().feature().outline().area()).isEqualTo(4050);
        }
    }

    @Test
    void a_step_on_what_somebody_else_deleted_is_refused_and_nothing_is_kept() throws IOException {
        try (SlideSite site = SlideSite.make(folder)) {
            new FoundObjects(site.store()).keep(site.uid(), found(site.slide(), 30));
            ReviewSession one = site.session();
            ReviewSession other = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            List<FeatureLayer.Standing> all = SlideSite.all(objects, one.state());
            other.correct(steps.deleted(all.subList(0, 1)));
            int records = site.store().records(site.uid()).size();
            assertThatThrownBy(() -> one.correct(steps.classified(all.subList(0, 2), "x")))
                    .isInstanceOf(ReviewException.class).hasMessageContaining("no longer there");
            assertThat(site.store().records(site.uid())).hasSize(records);
            one.correct(steps.deleted(all.subList(1, 2)));
            assertThat(objects.in(one.state()).counts().values().stream().mapToInt(i -> i).sum()).isEqualTo(28);
            assertThat(one.correct((now, by) -> Optional.empty())).isEmpty();
        }
    }

    @Test
    void a_later_run_of_the_same_model_stands_in_place_of_the_first() throws IOException {
        try (SlideSite site = SlideSite.make(folder)) {
            FoundObjects kept = new FoundObjects(site.store());
            kept.keep(site.uid(), found(site.slide(), 30));
            kept.keep(site.uid(), found(site.slide(), 12));
            assertThat(SlideSite.all(site.objects(), site.session().state())).hasSize(12);
        }
    }

    @Test
    void an_undo_of_thousands_of_objects_writes_a_few_bytes_and_an_import_is_one_step() throws IOException {
        try (SlideSite site = SlideSite.make(folder)) {
            ReviewSession session = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            assertThat(session.correct(steps.broughtIn(SlideSite.nuclei(MANY, 600)))).isEqualTo("import 20000 objects O1");
            List<FeatureLayer.Standing> all = SlideSite.all(objects, session.state());
            assertThat(all).hasSize(MANY);
            session.correct(steps.deleted(all));
            assertThat(SlideSite.all(objects, session.state())).isEmpty();
            session.undo();
            StoredRecord undo = site.store().records(site.uid()).getLast();
            assertThat(undo.kind()).isEqualTo(RecordKind.UNDO);
            assertThat(undo.payload()).hasSizeLessThan(200);
            assertThat(SlideSite.all(objects, session.state())).isEqualTo(all);
            session.undo();
            assertThat(SlideSite.all(objects, session.state())).isEmpty();
            ReviewState replayed = Journal.replay(site.store().records(site.uid())).state();
            assertThat(SlideSite.all(site.objects(), replayed)).isEmpty();
        }
    }

    @Test
    void objects_go_into_a_file_and_come_back_without_names_and_notes() throws IOException {
        try (SlideSite site = SlideSite.make(folder)) {
            ReviewSession session = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            List<SlideFeature> nuclei = SlideSite.nuclei(500, 600);
            session.correct(steps.broughtIn(nuclei));
            Path file = folder.resolve("objects.geojson.gz");
            assertThat(ObjectFiles.write(site.store(), site.uid(), objects.in(session.state()), file)).isEqualTo(500);
            assertThat(ObjectFiles.read(file, site.slide()).features()).isEqualTo(nuclei);
            Path named = folder.resolve("named.geojson");
            Files.writeString(named, """
                    {"type":"FeatureCollection","features":[{"type":"Feature","id":"00000000-0000-0001-0000-000000000002",
                    "geometry":{"type":"Point","coordinates":[1,2]},
                    "properties":{"name":"Doe, Jane","metadata":{"ID":"4711"},"classification":{"name":"Tumor"}}},
                    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,9],[9,0],[0,9]]]},"properties":{}}]}""");
            ObjectFiles.Taken taken = ObjectFiles.read(named, site.slide());
            assertThat(taken.features()).containsExactly(SlideFeature.plain(
                    new UUID(1, 2), SlideFeature.Type.ANNOTATION, FeatureOutline.point(1, 2), "Tumor"));
            assertThat(taken.words()).isEqualTo("1 objects came in. 1 did not: object 2: its outline is not sound: Self-intersection."
                    + " Names and notes of 1 were left behind.");
        }
    }

    @Test
    void annotations_leave_as_a_dicom_object_and_come_back_equal() throws IOException {
        Path file = folder.resolve("ann.dcm");
        try (SlideSite site = SlideSite.make(folder)) {
            ReviewSession session = site.session();
            SlideObjects objects = site.objects();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            session.correct(steps.broughtIn(SlideSite.nuclei(400, 600)));
            session.correct(steps.drawn("line", FeatureOutline.line(0, 0, 9.5, 9), "cut"));
            assertThat(ObjectFiles.annotations(site.store(), site.uid(), site.slide(), objects.in(session.state()), file))
                    .isEqualTo("401 annotations");
            ObjectFiles.Taken back = ObjectFiles.read(file, site.slide());
            assertThat(back.refused()).isZero();
            assertThat(back.features().stream().map(f -> f.classification() + f.outline()).sorted().toList())
                    .isEqualTo(SlideSite.all(objects, session.state()).stream()
                            .map(s -> s.feature().classification() + s.feature().outline()).sorted().toList());
            assertThat(back.features().stream().filter(f -> f.type() == SlideFeature.Type.DETECTION)).hasSize(400);
            assertThatThrownBy(() -> ObjectFiles.annotations(
                            site.store(), site.uid(), site.slide(), FeatureLayer.EMPTY, folder.resolve("none.dcm")))
                    .isInstanceOf(IOException.class).hasMessageContaining("no object");
            assertThat(folder.resolve("none.dcm")).doesNotExist();
        }
    }

    @Test
    void annotations_that_come_with_a_study_lie_over_its_slide() throws IOException {
        List<FeatureOutline> outlines = SlideSite.nuclei(50, 600).stream().map(SlideFeature::outline).toList();
        try (SlideSite site = SlideSite.make(folder)) {
            site.imports(folder.resolve("in"), new AnnotationGroup("nuclei", new Code("84640000", "SCT", "Nucleus"),
                    AnnotationGroup.Generation.MANUAL, Optional.empty(), AnnotationGroup.Form.POLYGON, outlines));
            List<FeatureLayer.Standing> all = SlideSite.all(site.objects(), site.session().state());
            assertThat(all.stream().map(s -> s.feature().outline()).toList()).isEqualTo(outlines);
        }
    }

    private static List<DataSet> toSend(SlideSite site, ReviewSession session) throws IOException {
        return ObjectFiles.annotations(site.store(), site.uid(), StudyImages.of(site.store(), site.uid()), session.state());
    }

    @Test
    void what_came_along_alone_is_no_result_to_send_and_one_uid_never_stands_for_two_contents() throws IOException {
        List<FeatureOutline> outlines = SlideSite.nuclei(5, 600).stream().map(SlideFeature::outline).toList();
        try (SlideSite site = SlideSite.make(folder)) {
            site.imports(folder.resolve("in"), new AnnotationGroup("nuclei", new Code("84640000", "SCT", "Nucleus"),
                    AnnotationGroup.Generation.MANUAL, Optional.empty(), AnnotationGroup.Form.POLYGON, outlines));
            ReviewSession session = site.session();
            assertThat(toSend(site, session)).isEmpty();
            ObjectSteps steps = new ObjectSteps(site.slide().seriesUid());
            session.correct(steps.drawn("line", FeatureOutline.line(0, 0, 9.5, 9), "cut"));
            DataSet one = toSend(site, session).getFirst();
            assertThat(one.string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.91.1");
            assertThat(toSend(site, session).getFirst().string(Tag.SOPInstanceUID)).as("the same").isEqualTo(one.string(Tag.SOPInstanceUID));
            session.undo();
            assertThat(toSend(site, session)).as("taken back").isEmpty();
            session.correct(steps.drawn("line", FeatureOutline.line(0, 0, 9.5, 8), "cut"));
            assertThat(toSend(site, session).getFirst().string(Tag.SOPInstanceUID)).as("as many objects, another line")
                    .isNotEqualTo(one.string(Tag.SOPInstanceUID));
        }
    }
}
