package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.detecting.ArrivalAnalysis.State;
import loupe.review.importing.ImportReport;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-5: from an arriving study to what models say of it, without a person in between.
class AnalyzingWhatArrivesTest {
    private static final String RULES = """
            {"format": 1, "onArrival": true, "otherwise": "accepting",
             "rules": [{"when": {"modality": ["DX"]}, "run": ["film-lungs"]}, {"when": {"modality": ["CR"]}, "run": []}]}""";

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

    private Path film(String uid, String modality) throws IOException {
        return DrawnFilm.of(uid, modality).write(folder.resolve("in"));
    }

    private StudySummary only(String modality) throws IOException {
        return site.store().studies().stream().filter(s -> s.modalities().equals(modality)).findFirst().orElseThrow();
    }

    private ArrivalAnalysis arrivals(ImportReport report) throws IOException {
        return site.arrivals(report, JobContext.unattended());
    }

    private static State state(ArrivalAnalysis done, String studyUid) {
        return done.studies().stream().filter(s -> s.studyUid().equals(studyUid)).findFirst().orElseThrow().state();
    }

    /// Both films are accepted by the model's card: only the rules keep it from the second.
    @Test
    void runs_what_the_rules_name_and_nothing_where_they_name_nothing() throws IOException {
        new ArrivalRules(site.store()).take(RULES);
        ArrivalAnalysis done = arrivals(site.imported(film("1.2.1", "DX"), film("1.2.2", "CR")));
        assertThat(state(done, only("DX").studyUid())).isEqualTo(State.ANALYSED);
        assertThat(state(done, only("CR").studyUid())).isEqualTo(State.NOTHING_TO_RUN);
        assertThat(only("DX").state()).isEqualTo(StudyState.TO_REVIEW);
        assertThat(only("DX").findingCount()).isEqualTo(1);
        assertThat(only("CR").state()).isEqualTo(StudyState.NEW);
        assertThat(done.findings()).hasValue(1);
    }

    @Test
    void says_why_nothing_ran_on_a_volume_of_which_nobody_said_what_made_it() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(352 + 64).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 4).putShort(44, (short) 4).putShort(46, (short) 2);
        b.putShort(70, (short) 4).putFloat(80, 1).putFloat(84, 1).putFloat(88, 1).putFloat(108, 352);
        b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        ArrivalAnalysis done = arrivals(site.imported(Files.write(folder.resolve("volume.nii"), b.array())));
        assertThat(done.studies()).singleElement().satisfies(s -> {
            assertThat(s.state()).isEqualTo(State.NOTHING_TO_RUN);
            assertThat(s.refused()).singleElement().asString().contains("modality is OT", "--volumes-as");
        });
    }

    @Test
    void runs_every_accepting_model_where_there_are_no_rules() throws IOException {
        arrivals(site.imported(film("1.2.2", "CR")));
        assertThat(only("CR").findingCount()).isEqualTo(1);
    }

    @Test
    void asks_no_model_again_that_answered_on_the_same_images() throws IOException {
        Path film = film("1.2.1", "DX");
        arrivals(site.imported(film));
        String before = site.state(only("DX").studyUid()).predictions().getFirst().id();
        ArrivalAnalysis second = arrivals(site.imported(film));
        assertThat(second.studies()).hasSize(1).first().satisfies(s -> assertThat(s.state()).isEqualTo(State.NOTHING_TO_RUN));
        assertThat(site.state(only("DX").studyUid()).predictions()).hasSize(1).first()
                .satisfies(p -> assertThat(p.id()).isEqualTo(before));
    }

    @Test
    void analyses_what_was_there_but_never_analysed() throws IOException {
        Path film = film("1.2.1", "DX");
        site.imported(film);
        ImportReport again = site.imported(film);
        assertThat(again.imported()).isZero();
        assertThat(arrivals(again).count(State.ANALYSED)).isEqualTo(1);
    }

    @Test
    void leaves_a_decision_on_the_first_film_when_a_second_joins_its_series() throws IOException {
        arrivals(site.imported(film("1.2.1", "DX")));
        String uid = only("DX").studyUid();
        ReviewSession.open(site.store(), Clock.systemUTC(), "reader", uid).accept(new FindingId("F1"));
        Path second = new DrawnFilm("1.2.1", "DX", 2, false, "PA").write(folder.resolve("more"));
        ImportReport report = site.imported(second);
        assertThat(report.grownSeries()).hasSize(1);
        assertThat(arrivals(report).findings()).hasValue(1);
        assertThat(site.state(uid).predictions()).hasSize(2);
        assertThat(site.state(uid).verdict(new FindingId("F1"))).isInstanceOf(Verdict.Accepted.class);
        assertThat(site.state(uid).verdict(new FindingId("F2"))).isInstanceOf(Verdict.Unreviewed.class);
    }

    @Test
    void says_a_sealed_study_and_leaves_it() throws IOException {
        Path film = film("1.2.1", "DX");
        arrivals(site.imported(film));
        String uid = only("DX").studyUid();
        ReviewSession.open(site.store(), Clock.systemUTC(), "reader", uid).accept(new FindingId("F1"));
        new SealReview(site.store(), Clock.systemUTC()).run(uid, "lab", "read");
        assertThat(state(arrivals(site.imported(film)), uid)).isEqualTo(State.SEALED);
        assertThat(site.state(uid).predictions()).hasSize(1);
    }

    @Test
    void goes_on_with_the_others_where_one_study_fails() throws IOException {
        ImportReport report = site.imported(film("1.2.1", "DX"), film("1.2.2", "CR"));
        String refused = site.store().studies().getFirst().studyUid();
        new Consents(site.store()).record(
                refused, Purpose.CARE, Consent.Decision.REFUSED, new Consents.Terms(Optional.empty(), "1"));
        ArrivalAnalysis done = arrivals(report);
        assertThat(state(done, refused)).isEqualTo(State.FAILED);
        assertThat(done.studies().getFirst().fault()).contains("not agreed to care").doesNotContain("\n");
        assertThat(done.count(State.ANALYSED)).isEqualTo(1);
        assertThat(site.faults()).hasSize(1);
    }

    @Test
    void keeps_the_import_when_it_is_stopped_and_does_the_rest_next_time() throws IOException {
        Path[] films = {film("1.2.1", "DX"), film("1.2.2", "CR")};
        ArrivalAnalysis stopped = site.arrivals(site.imported(films), stoppedWithin());
        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.count(State.STOPPED)).isEqualTo(2);
        assertThat(site.store().studies()).hasSize(2).allSatisfy(s -> {
            assertThat(s.instanceCount()).isEqualTo(1);
            assertThat(s.state()).isEqualTo(StudyState.NEW);
        });
        assertThat(site.faults()).isEmpty();
        ArrivalAnalysis rest = arrivals(site.imported(films));
        assertThat(rest.cancelled()).isFalse();
        assertThat(rest.count(State.ANALYSED)).isEqualTo(2);
    }

    /// A job that is told to stop as soon as a model has begun, with the number of the study in its progress.
    private static JobContext stoppedWithin() {
        AtomicBoolean asked = new AtomicBoolean();
        return new JobContext() {
            @Override
            public void progress(long done, long total, String unit) {
                assertThat(unit).endsWith(", study 1 of 2");
                asked.set(true);
            }

            @Override
            public boolean cancelled() {
                return asked.get();
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }
        };
    }
}
