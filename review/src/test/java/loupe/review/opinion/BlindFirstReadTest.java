package loupe.review.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.ParametricMap;
import loupe.core.encoding.Encoding;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.segment.Code;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.measure.Scale;
import loupe.core.work.JobContext;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.FirstOpinion.Assessment;
import loupe.review.exporting.ExportStudy;
import loupe.review.exporting.FindingsJson;
import loupe.review.person.ExportPerson;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.watching.ModelReport;
import loupe.review.worklist.Worklist;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a site wants it, nothing that models or others found reaches a reader before that reader's first opinion.
class BlindFirstReadTest {
    private static final FindingId F1 = new FindingId("F1");
    @TempDir Path folder;
    private BlindSite site;
    private String none;
    private String one;
    private String thirty;
    private String untouched;

    @BeforeEach
    void studies_in_which_models_found_0_and_1_and_30_things() throws IOException {
        site = new BlindSite(folder);
        thirty = site.study();
        site.found(thirty, 30);
        none = site.study();
        site.found(none, 0);
        one = site.study();
        site.found(one, 1);
        untouched = site.study();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private List<String> all() {
        return List.of(none, one, thirty, untouched);
    }

    @Nested
    class The_setting {
        @Test
        void is_off_unless_an_administrator_asks_for_it_and_its_change_is_in_the_log() throws IOException {
            assertThat(new BlindReading(site.store()).wanted()).isFalse();
            assertThat(site.open(one).state().findings()).hasSize(1);
            site.wantBlind();
            assertThat(site.store().events(0, 1000))
                    .filteredOn(e -> e.event().filter(AuditEvent.SETTINGS_CHANGED::equals).isPresent())
                    .extracting(LoggedEvent::detail).containsExactly("blind first read on");
            site.come(BlindSite.SECOND);
            assertThatThrownBy(() -> new BlindReading(site.store()).want(false)).hasMessageContaining("may not change site");
            assertThat(new BlindReading(site.store()).wanted()).isTrue();
        }

        @Test
        void blinds_who_decides_and_nobody_else() throws IOException {
            site.wantBlind();
            assertThat(site.open(one).blind()).isTrue();
            site.come(BlindSite.QA);
            assertThat(site.open(one).blind()).isFalse();
            assertThat(site.seen().study(one).orElseThrow().findingCount()).isEqualTo(1);
        }
    }

    @Nested
    class Before_the_first_opinion {
        @Test
        void a_study_is_the_same_whatever_models_found() throws IOException {
            site.wantBlind();
            List<String> shown = new ArrayList<>();
            for (String study : all()) {
                ReviewSession review = site.open(study);
                StudySummary s = site.seen().study(study).orElseThrow();
                shown.add(new String(Encoding.pretty(FindingsJson.of(review.state()))) + review.undoName() + review.redoName()
                        + new String(Encoding.pretty(s)).replace(study, "") + site.seen().records(study).size()
                        + site.seen().firstOpinions(study) + site.seen().instances(study).size());
                assertThat(s.state()).isEqualTo(StudyState.TO_READ);
            }
            assertThat(shown).hasSize(4).containsOnly(shown.getFirst());
        }

        @Test
        void the_list_stands_in_order_of_import() throws IOException {
            assertThat(new Worklist(site.seen()).studies()).extracting(StudySummary::studyUid)
                    .as("seeing").containsExactly(thirty, one, none, untouched);
            site.wantBlind();
            assertThat(new Worklist(site.seen()).studies()).extracting(StudySummary::studyUid)
                    .containsExactly(thirty, none, one, untouched);
            site.found(untouched, 30);
            assertThat(new Worklist(site.seen()).studies()).extracting(StudySummary::studyUid)
                    .as("models answer meanwhile").containsExactly(thirty, none, one, untouched);
        }

        @Test
        void nothing_is_decided_sealed_or_written_out_and_the_refusal_is_the_same() throws IOException {
            site.wantBlind();
            List<String> refusals = new ArrayList<>();
            for (String study : all()) {
                ReviewSession review = site.open(study);
                Path out = folder.resolve("out");
                for (Attempt a : List.<Attempt>of(
                        () -> review.accept(F1),
                        () -> review.accept(new FindingId("F31")),
                        () -> review.reject(F1, RejectReason.ARTEFACT, ""),
                        () -> new SealReview(site.store(), BlindSite.NOON).run(study, BlindSite.FIRST, "read"),
                        () -> new ExportStudy(site.seen(), "test")
                                .run(study, out, new ExportStudy.Choice(true), JobContext.unattended()),
                        () -> new ExportStudy(site.seen(), "test").render(study, out, loupe.review.consent.Purpose.CARE))) {
                    assertThatThrownBy(a::run).satisfies(e -> refusals.add(e.getMessage()));
                }
                assertThat(Files.exists(out.resolve("findings.json"))).isFalse();
            }
            assertThat(refusals).hasSize(24).containsOnly(BlindReading.FIRST);
            String person = site.store().studies().getFirst().patientPseudonym();
            assertThatThrownBy(() -> new ExportPerson(site.seen()).run(person, folder.resolve("p"), JobContext.unattended()))
                    .isInstanceOf(StoreException.class).hasMessage(BlindReading.FIRST);
        }

        @Test
        void the_log_and_the_models_report_say_nothing_of_it() throws IOException {
            site.open(one).accept(F1);
            site.wantBlind();
            assertThat(site.seen().events(0, 1000)).filteredOn(e -> e.studyUid().isPresent())
                    .noneMatch(e -> e.detail().contains("F1") || e.detail().contains("net"));
            assertThat(site.seen().trail().events(0, 1000))
                    .hasSizeGreaterThan(20)
                    .noneMatch(e -> e.detail().contains("accept"));
            assertThat(ModelReport.of(site.seen(), JobContext.unattended()).tallies()).isEmpty();
        }

        @Test
        void what_another_reader_did_is_hidden_too_and_not_taken_back_by_mistake() throws IOException {
            site.open(one).draw(BlindSite.point(6, 10));
            site.open(one).accept(F1);
            site.wantBlind();
            site.come(BlindSite.SECOND);
            ReviewSession second = site.open(one);
            assertThat(second.state().annotations()).isEmpty();
            assertThat(second.undoName()).isEmpty();
            assertThat(second.undo()).isEmpty();
            second.draw(BlindSite.circle(40, 10, 2));
            assertThat(second.state().annotations()).hasSize(1);
            assertThat(second.undo()).contains("draw circle M2");
            second.commit(Assessment.NO_FINDING);
            assertThat(second.state().annotations()).as("the first reader's").hasSize(1);
            assertThat(second.state().decidedBy(BlindSite.FIRST, F1)).isTrue();
        }

        @Test
        void so_is_a_length_another_reader_calibrated_the_image_by() throws IOException {
            ReviewSession.Draft line = BlindSite.line();
            ReviewSession.Draft onFilm = new ReviewSession.Draft(
                    line.place(), line.measure().scaled(new Scale.Detector()), 0, "", Optional.empty());
            ReviewSession first = site.open(one);
            first.calibrate(first.draw(onFilm), 100);
            site.wantBlind();
            site.come(BlindSite.SECOND);
            ReviewSession second = site.open(one);
            assertThat(second.state().calibrations()).isEmpty();
            assertThat(second.undoName()).isEmpty();
            second.draw(onFilm);
            assertThat(second.state().annotations()).extracting(a -> a.measure().scale()).containsExactly(new Scale.Detector());
            second.commit(Assessment.UNSURE);
            assertThat(second.state().calibrations()).hasSize(1);
            assertThat(second.state().annotations()).hasSize(2)
                    .allMatch(a -> a.measure().scale() instanceof Scale.Manual);
        }

        @Test
        void models_that_finish_while_the_reader_reads_change_nothing() throws IOException {
            site.wantBlind();
            ReviewSession review = site.open(untouched);
            var before = review.state().findings();
            site.found(untouched, 30);
            review.refresh();
            assertThat(review.state().findings()).isEqualTo(before).isEmpty();
            assertThat(review.state().predictions()).isEmpty();
            review.draw(BlindSite.line());
            review.commit(Assessment.UNSURE);
            assertThat(review.state().findings()).hasSize(30);
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    @Nested
    class The_first_opinion {
        @Test
        void opens_the_study_at_once_and_survives_restarts_and_a_kill_before_it_was_shown() throws IOException {
            site.wantBlind();
            ReviewSession review = site.open(one);
            review.draw(BlindSite.circle(6, 10, 2));
            site.come(BlindSite.FIRST);
            assertThat(site.open(one).blind()).as("restarted before").isTrue();
            assertThat(site.open(one).state().annotations()).hasSize(1);
            FirstOpinion given = site.open(one).commit(Assessment.FINDING);
            site.come(BlindSite.FIRST);
            for (int i = 0; i < 2; i++) {
                ReviewSession again = site.open(one);
                assertThat(again.blind()).isFalse();
                assertThat(again.state().findings()).hasSize(1);
                assertThat(again.state().opinionOf(BlindSite.FIRST)).contains(given);
                assertThat(site.seen().study(one).orElseThrow().findingCount()).isEqualTo(1);
                site.come(BlindSite.FIRST);
            }
            assertThat(given.at()).isEqualTo(BlindSite.NOON.instant());
            assertThat(given.unseen()).isTrue();
        }

        @Test
        void stays_as_it_was_whatever_becomes_of_the_drawings_and_is_given_once() throws IOException {
            site.wantBlind();
            ReviewSession review = site.open(one);
            var mark = review.draw(BlindSite.circle(6, 10, 2));
            FirstOpinion given = review.commit(Assessment.FINDING);
            review.erase(mark);
            review.undo();
            review.undo();
            assertThat(review.state().annotations()).isEmpty();
            assertThat(site.open(one).state().opinionOf(BlindSite.FIRST)).contains(given);
            assertThatThrownBy(() -> review.commit(Assessment.UNSURE)).hasMessageContaining("no first opinion is awaited");
            assertThat(site.store().firstOpinions(one)).hasSize(1).allMatch(r -> r.kind() == RecordKind.FIRST_OPINION);
        }

        @Test
        void fits_what_is_drawn() throws IOException {
            site.wantBlind();
            ReviewSession review = site.open(one);
            review.draw(BlindSite.line());
            assertThatThrownBy(() -> review.commit(Assessment.FINDING)).hasMessageContaining("mark what you found");
            review.draw(BlindSite.point(3, 3));
            assertThatThrownBy(() -> review.commit(Assessment.NO_FINDING)).hasMessageContaining("you marked findings");
            assertThat(review.commit(Assessment.UNSURE).findings()).hasSize(1);
        }

        @Test
        void given_beside_another_open_session_reaches_it_at_its_next_look_and_is_not_given_twice() throws IOException {
            site.wantBlind();
            ReviewSession one = site.open(BlindFirstReadTest.this.one);
            ReviewSession beside = site.open(BlindFirstReadTest.this.one);
            one.commit(Assessment.NO_FINDING);
            assertThat(beside.state().findings()).isEmpty();
            assertThatThrownBy(() -> beside.commit(Assessment.UNSURE)).isInstanceOf(IOException.class);
            assertThat(beside.blind()).isFalse();
            assertThat(beside.state().findings()).hasSize(1);
            assertThat(beside.state().opinions()).extracting(FirstOpinion::assessment).containsExactly(Assessment.NO_FINDING);
        }

        @Test
        void of_one_reader_opens_nothing_to_another() throws IOException {
            site.wantBlind();
            site.open(one).commit(Assessment.NO_FINDING);
            site.come(BlindSite.SECOND);
            assertThat(site.open(one).blind()).isTrue();
            assertThat(site.open(one).state().opinions()).isEmpty();
        }

        @Test
        void of_one_who_had_decided_before_says_so() throws IOException {
            site.open(one).accept(F1);
            site.wantBlind();
            assertThat(site.open(one).commit(Assessment.NO_FINDING).unseen()).isFalse();
        }

        @Test
        void is_signed_with_the_review_and_a_sealed_review_is_open_to_all_readers() throws IOException {
            site.wantBlind();
            ReviewSession review = site.open(one);
            review.commit(Assessment.NO_FINDING);
            review.accept(F1);
            SealReview sealing = new SealReview(site.store(), BlindSite.NOON);
            sealing.run(one, BlindSite.FIRST, "read");
            assertThat(sealing.verify(one)).contains(true);
            site.come(BlindSite.SECOND);
            ReviewSession second = site.open(one);
            assertThat(second.blind()).isFalse();
            assertThat(second.state().findings()).hasSize(1);
            assertThatThrownBy(() -> second.commit(Assessment.UNSURE)).hasMessageContaining("sealed");
        }
    }

    @Nested
    class What_other_programs_sent_along {
        private static DataSet segmentation(String how) {
            return DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.66.4")
                    .put(Tag.Modality, Vr.CS, "SEG")
                    .put(Tag.SegmentSequence, List.of(DataSet.builder()
                            .put(Tag.SegmentAlgorithmType, Vr.CS, how)
                            .build()))
                    .build();
        }

        @Test
        void waits_too_where_an_algorithm_made_it() throws IOException {
            String study = site.study(List.of(segmentation("AUTOMATIC"), segmentation("MANUAL"), segmentation("SEMIAUTOMATIC")));
            assertThat(StudyImages.of(site.seen(), study).series()).hasSize(4);
            site.wantBlind();
            assertThat(StudyImages.of(site.seen(), study).series()).hasSize(2);
            assertThat(site.seen().study(study).orElseThrow().seriesCount()).isEqualTo(2);
            site.open(study).commit(Assessment.NO_FINDING);
            assertThat(StudyImages.of(site.seen(), study).series()).hasSize(4);
        }

        private static DataSet map(String unit, String label, String contrast) {
            DataSet mapping = DataSet.builder().put(Tag.LUTLabel, Vr.SH, label)
                    .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(new Code(unit, "UCUM", unit)))
                    .build();
            return DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, ParametricMap.SOP_CLASS)
                    .put(Tag.Modality, Vr.CS, "CT")
                    .put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "VOLUME", contrast)
                    .put(Tag.SharedFunctionalGroupsSequence, List.of(DataSet.builder()
                            .put(Tag.RealWorldValueMappingSequence, List.of(mapping)).build()))
                    .build();
        }

        @Test
        void waits_where_it_is_a_map_of_probabilities_and_does_not_where_it_is_something_measured() throws IOException {
            String study = site.study(List.of(
                    map("1", "PROB", "QUANTITY"), map("%", "RISK", "QUANTITY"), map("um2/s", "ADC", "QUANTITY"),
                    map("1", ParametricMap.AS_STORED, "NONE")));
            site.wantBlind();
            assertThat(site.seen().instances(study).stream().map(i -> i.header().items(Tag.SharedFunctionalGroupsSequence))
                    .filter(g -> !g.isEmpty())
                    .map(g -> g.getFirst().items(Tag.RealWorldValueMappingSequence).getFirst().string(Tag.LUTLabel, "")))
                    .as("an ADC, and a research volume as it comes in").containsExactly("ADC", ParametricMap.AS_STORED);
            site.open(study).commit(Assessment.NO_FINDING);
            assertThat(site.seen().instances(study)).hasSize(5);
        }

        @Test
        void is_not_told_by_the_list_either() throws IOException {
            String study = site.study(List.of(segmentation("AUTOMATIC")));
            site.wantBlind();
            StudySummary s = site.seen().study(study).orElseThrow();
            assertThat(List.of(s.modalities(), s.seriesCount(), s.instanceCount())).isEqualTo(List.of("CT", 1, 1));
        }
    }
}
