package loupe.review.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.finding.FindingId;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.ReadersStore;
import loupe.review.quality.ReviewedSite.Given;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.Radpeer;
import loupe.review.report.ReportBook;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.watching.ModelReport;
import loupe.review.worklist.Claims;
import loupe.store.access.Permission;
import loupe.store.fault.StoreException;
import loupe.store.journal.SiteKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: before a second look the store's face gives the reviewer no word of the first; sampled studies look the same, whatever their
/// reader said.
class SecondLooksAreBlindTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final Given TRUE = new Given(0.9, FindingAnswer.ACCEPTED);
    private static final Given FALSE = new Given(0.9, FindingAnswer.REJECTED);
    private static final Given CHANGED = new Given(0.9, FindingAnswer.EDITED);

    @TempDir Path folder;
    private ReviewedSite site;

    @BeforeEach
    void a_site() throws IOException {
        site = new ReviewedSite(folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private static SampleOrder all(int size) {
        return new SampleOrder(new SampleOrder.Findings(size), Allocation.PROPORTIONAL, 42);
    }

    /// All that the face says of a study's review, without the study's own name.
    private static List<String> told(ReadersStore seen, String uid) throws IOException {
        StudySummary s = seen.study(uid).orElseThrow();
        ReviewState state = Journal.replay(Journal.records(seen, uid)).state();
        return List.of(
                s.state() + " " + s.findingCount() + " " + s.urgency() + " " + s.claim(),
                state.findings().stream().map(f -> f.finding().id() + " " + f.verdict() + " " + f.original().equals(f.segment().map(g ->
                        g.mask())))
                        .collect(Collectors.joining("; ")),
                state.seal() + " " + state.annotations() + " " + state.opinions(),
                seen.records(uid).stream().map(r -> r.kind().toString()).sorted().collect(Collectors.joining(" ")),
                seen.firstOpinions(uid).toString());
    }

    @Test
    void accepted_edited_and_rejected_studies_look_the_same_in_list_records_and_session() throws IOException {
        List<String> studies = List.of(site.reviewed(true, TRUE), site.reviewed(true, CHANGED), site.reviewed(true, FALSE));
        site.come(ReviewedSite.QA);
        assertThat(told(site.seen(), studies.get(0))).as("before they are sampled they differ").isNotEqualTo(told(site.seen(),
                studies.get(2)));
        site.bench().draw(all(3), JOB);

        List<String> first = told(site.seen(), studies.getFirst());
        assertThat(first.get(0)).startsWith("SECOND_LOOK 0 " + Urgency.UNKNOWN);
        assertThat(first.get(1)).contains("F1", "Unreviewed", "true");
        for (String uid : studies) {
            assertThat(told(site.seen(), uid)).isEqualTo(first);
            ReviewSession session = ReviewSession.open(site.blind(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), ReviewedSite.QA, uid);
            assertThat(session.secondLook()).isTrue();
            assertThat(session.state().seal()).isEmpty();
            assertThat(session.state().findings()).extracting(ReviewedFinding::reviewed).containsExactly(false);
            session.refresh();
            assertThat(session.state().seal()).as("after taking in what is new").isEmpty();
            assertThatThrownBy(() -> session.accept(new FindingId("F1"))).hasMessageContaining("sample of second looks");
        }
        assertThat(site.seen().studies()).extracting(StudySummary::state).containsOnly(StudyState.SECOND_LOOK);
        assertThat(site.seen().listSite(SiteKind.QUALITY)).as("that samples are there may be known").isNotEmpty();
        assertThat(site.seen().site(SiteKind.QUALITY, "sample-1")).as("what they hold names the answers").isEmpty();
        assertThat(ModelReport.of(site.seen(), JOB).tallies()).allMatch(t -> t.decided() == 0 && t.rejected() == 0 && t.edited() == 0);
    }

    @Test
    void the_judgement_opens_the_study_to_who_judged_and_the_last_of_several_items_opens_it() throws IOException {
        String uid = site.reviewed(true, TRUE, FALSE);
        site.come(ReviewedSite.QA);
        site.bench().draw(all(2), JOB);
        BlindItem one = site.bench().next(Optional.empty()).orElseThrow();
        assertThat(site.seen().study(uid).orElseThrow().state()).isEqualTo(StudyState.SECOND_LOOK);
        site.bench().judge(one.item(), FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(site.seen().study(uid).orElseThrow().state()).as("another item of it waits").isEqualTo(StudyState.SECOND_LOOK);
        site.bench().scoreReader(one.item(), Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(site.bench().report(Optional.empty(), JOB).leftOut()).isEqualTo(1);
        assertThat(site.bench().report(Optional.empty(), JOB).overrides()).as("of no hidden review").isEmpty();

        BlindItem two = site.bench().next(Optional.empty()).orElseThrow();
        site.bench().judge(two.item(), FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(site.seen().study(uid).orElseThrow().state()).isEqualTo(StudyState.SEALED);
        assertThat(Journal.replay(Journal.records(site.seen(), uid)).state().seal()).isPresent();
        assertThat(site.bench().report(Optional.empty(), JOB).overrides()).hasSize(1);
    }

    @Test
    void its_reader_and_who_assesses_no_quality_see_it_whole_and_another_reviewer_does_not() throws IOException {
        site.come(ReviewedSite.BOTH);
        String own = site.reviewed(true, TRUE);
        site.come(ReviewedSite.READER);
        String others = site.reviewed(true, FALSE);
        site.come(ReviewedSite.QA);
        site.bench().draw(all(2), JOB);

        site.come(ReviewedSite.BOTH);
        assertThat(site.seen().study(own).orElseThrow().state()).as("they know what they said").isEqualTo(StudyState.SEALED);
        assertThat(site.seen().study(others).orElseThrow().state()).isEqualTo(StudyState.SECOND_LOOK);
        assertThat(new Claims(site.seen()).take(others)).as("a sealed study is not claimed").isInstanceOf(Claims.Outcome.Looked.class);
        assertThatThrownBy(() -> site.seen().authorize(Permission.EXPORT, others)).isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.SECOND_LOOK_NEEDED));
        site.come(ReviewedSite.OTHER_QA);
        assertThat(site.seen().studies()).extracting(StudySummary::state).containsOnly(StudyState.SECOND_LOOK);
        site.come(ReviewedSite.SECOND);
        assertThat(site.seen().studies()).extracting(StudySummary::state).containsOnly(StudyState.SEALED);
    }

    @Test
    void the_log_of_one_who_may_read_it_says_that_something_was_done_and_not_what() throws IOException {
        String uid = site.reviewed(true, FALSE);
        site.store().accounts().changeRoles(ReviewedSite.BOTH, java.util.EnumSet.of(
                loupe.store.access.Role.QA_REVIEWER, loupe.store.access.Role.AUDITOR));
        site.come(ReviewedSite.BOTH);
        site.bench().draw(all(1), JOB);
        Map<Boolean, Long> kept = site.seen().events(0, 1000).stream()
                .filter(e -> e.studyUid().filter(uid::equals).isPresent())
                .collect(Collectors.partitioningBy(e -> e.detail().equals("kept back until a second look at this study"),
                        Collectors.counting()));
        assertThat(kept.get(true)).as("the analysis and the verdict").isGreaterThanOrEqualTo(2);
        assertThat(site.seen().events(0, 1000)).noneMatch(e -> e.detail().contains("reject"));
    }

    @Test
    void no_report_is_drafted_or_shown_before_the_judgement_for_it_would_name_the_answers() throws IOException {
        String uid = site.reviewed(true, TRUE);
        site.come(ReviewedSite.QA);
        ReportBook book = new ReportBook(site.seen(), site.blind()::requireReadersSeen);
        assertThat(book.of(uid, JOB).lines()).as("before it is sampled").isNotEmpty();
        site.bench().draw(all(1), JOB);

        assertThatThrownBy(() -> book.of(uid, JOB)).hasMessageContaining("second look");
        BlindItem item = site.bench().next(Optional.empty()).orElseThrow();
        site.bench().judge(item.item(), FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(book.of(uid, JOB).lines()).as("after it").isNotEmpty();
    }

    @Test
    void a_finding_whose_answer_somebody_saw_is_not_given_to_them_in_another_sample() throws IOException {
        site.reviewed(true, TRUE);
        site.come(ReviewedSite.QA);
        site.bench().draw(all(1), JOB);
        site.bench().draw(all(1), JOB);
        BlindItem item = site.bench().next(Optional.of(1)).orElseThrow();
        site.bench().judge(item.item(), FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.of(1));
        site.bench().scoreReader(item.item(), Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(site.bench().next(Optional.of(2))).isEmpty();
        site.come(ReviewedSite.OTHER_QA);
        assertThat(site.bench().next(Optional.of(2))).isPresent();
    }

    @Test
    void how_far_samples_are_is_told_without_a_word_of_answers() throws IOException {
        site.reviewed(true, TRUE, FALSE, CHANGED);
        site.come(ReviewedSite.QA);
        assertThat(site.bench().frame(JOB)).isEqualTo(new QualityBench.Frame(3, 3));
        site.bench().draw(all(3), JOB);
        assertThat(site.bench().frame(JOB)).as("what is drawn stays in the frame").isEqualTo(new QualityBench.Frame(3, 3));
        BlindItem item = site.bench().next(Optional.empty()).orElseThrow();
        site.bench().judge(item.item(), FindingAnswer.REJECTED, Radpeer.UNDERSTANDABLE_MATTERS, OptionalDouble.of(1));
        assertThat(site.bench().progress()).containsExactly(new SampleProgress(1, false, 3, 3, 1, 0, 0));
        site.bench().scoreReader(item.item(), Radpeer.CONCUR, OptionalDouble.of(1));
        assertThat(site.bench().progress()).containsExactly(new SampleProgress(1, false, 3, 3, 1, 1, 1));
    }
}
