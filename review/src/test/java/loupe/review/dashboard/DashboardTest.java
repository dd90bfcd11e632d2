package loupe.review.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.agreement.Share;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.finding.RejectReason;
import loupe.core.work.JobContext;
import loupe.inference.watch.Observation;
import loupe.review.dashboard.FindingsLine.Kind;
import loupe.review.quality.OverrideChart;
import loupe.review.quality.ReviewedSite;
import loupe.review.quality.ReviewedSite.Given;
import loupe.review.quality.SampleOrder;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.worklist.Claims;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AI-4: figures by group and over time, each with its interval and the studies behind it; small groups are not told apart in what is
/// written out.
class DashboardTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final Given TRUE = new Given(0.9, FindingAnswer.ACCEPTED);
    private static final Given FALSE = new Given(0.8, FindingAnswer.REJECTED);
    private static final Given CHANGED = new Given(0.85, FindingAnswer.EDITED);

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

    private Dashboard read(boolean writtenOut, Dimension... by) throws IOException {
        return new ReadDashboard(site.seen()).run(List.of(by), writtenOut, JOB);
    }

    private List<String> persons(int n, String sex, String age, Given... given) throws IOException {
        site.persons(sex, age);
        List<String> studies = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            studies.add(site.reviewed(true, given));
        }
        return studies;
    }

    @Test
    void each_number_has_its_interval_and_its_studies() throws IOException {
        List<String> women = persons(3, "F", "061Y", TRUE, TRUE, FALSE);
        List<String> men = persons(1, "M", "034Y", TRUE, CHANGED, TRUE);
        Dashboard all = read(false);
        assertThat(all.lines()).singleElement().satisfies(l -> {
            assertThat(l.model()).isEqualTo("net@1");
            assertThat(l.persons()).isEqualTo(4);
            assertThat(l.of(Kind.FINDINGS).count()).isEqualTo(12);
            assertThat(l.share(Kind.REJECTED)).isEqualTo(new Share(3, 12));
            assertThat(l.of(Kind.REJECTED).studies()).isEqualTo(women);
            assertThat(l.of(Kind.EDITED)).isEqualTo(new Cases(1, men));
            assertThat(l.reasons()).containsOnlyKeys(RejectReason.NORMAL_ANATOMY);
            assertThat(l.overridden()).isEqualTo(new Share(4, 12));
        });
        assertThat(DashboardWords.of(all)).as("Wilson of 3 of 12, as published calculators give it")
                .contains("   rejected 3 of 12 (25 %, 9 to 53 %)", "     normal anatomy 3 of 12 (25 %, 9 to 53 %)");
        Dashboard by = read(false, Dimension.SEX, Dimension.AGE, Dimension.SCANNER);
        assertThat(by.lines()).extracting(FindingsLine::group).containsExactly(List.of("F", "60-69", "unknown"), List.of("M", "30-39",
                "unknown"));
        assertThat(by.lines().getLast().share(Kind.REJECTED)).isEqualTo(new Share(0, 3));
    }

    @Test
    void a_group_of_few_persons_is_not_told_apart_in_what_is_written_out_nor_by_the_difference() throws IOException {
        persons(2, "M", "034Y", TRUE);
        persons(5, "O", "050Y", FALSE);
        persons(6, "F", "061Y", TRUE);
        assertThat(read(false, Dimension.SEX).lines()).extracting(FindingsLine::persons).containsExactly(6, 2, 5);
        Dashboard out = read(true, Dimension.SEX);
        assertThat(out.lines()).as("2 with the next larger, so that all but one group does not give them away")
                .extracting(FindingsLine::group, FindingsLine::persons)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("F"), 6),
                        org.assertj.core.groups.Tuple.tuple(List.of(FindingsLine.SMALL), 7));
        JsonNode json = new JsonMapper().readTree(DashboardPages.json(out));
        assertThat(json.get("findings")).hasSize(2);
        assertThat(json.at("/findings/0/group/0").asText()).isEqualTo("F");
        assertThat(json.at("/findings/1/rejected/count").asInt()).isEqualTo(5);
        assertThat(json.at("/findings/1/rejected/low").asDouble()).isCloseTo(0.3588, within(1e-3));
        assertThat(json.toString() + DashboardPages.html(out)).as("no study is named").doesNotContain(site.store().studies().getFirst().studyUid());
        Dashboard whole = read(false, Dimension.SEX);
        assertThatThrownBy(() -> DashboardPages.json(whole)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DashboardPages.html(whole)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_small_groups_alone_become_one_of_all() throws IOException {
        persons(2, "M", "034Y", TRUE);
        persons(6, "F", "061Y", TRUE);
        assertThat(read(true, Dimension.SEX).lines()).extracting(FindingsLine::persons).containsExactly(8);
    }

    @Test
    void it_needs_leave_to_read_findings_and_is_in_the_log() throws IOException {
        persons(1, "F", "061Y", TRUE);
        read(false, Dimension.AGE);
        assertThat(site.store().events(0, 1000)).filteredOn(e -> e.event().filter(AuditEvent.FIGURES_READ::equals).isPresent())
                .singleElement().satisfies(e -> assertThat(e.detail()).isEqualTo("dashboard by age"));
        site.store().accounts().changeRoles(ReviewedSite.SECOND, EnumSet.of(Role.LAB_TECHNICIAN));
        site.come(ReviewedSite.SECOND);
        assertThatThrownBy(() -> read(false)).isInstanceOf(StoreException.class);
    }

    @Test
    void what_awaits_a_second_look_is_in_no_figure_of_the_reviewers_and_said() throws IOException {
        persons(2, "F", "061Y", TRUE, FALSE);
        site.come(ReviewedSite.QA);
        assertThat(read(false).lines().getFirst().share(Kind.REJECTED)).isEqualTo(new Share(2, 4));
        site.bench().draw(new SampleOrder(new SampleOrder.Findings(4), Allocation.PROPORTIONAL, 42), JOB);
        Dashboard blind = read(false);
        assertThat(blind.lines()).isEmpty();
        assertThat(blind.overrides()).isEmpty();
        assertThat(blind.notCounted()).isEqualTo(2);
        assertThat(DashboardWords.of(blind)).anyMatch(w -> w.startsWith("2 studies wait for your first opinion or a second look"));
    }

    @Test
    void reading_time_counts_hands_up_to_the_seal_and_queues_their_age() throws IOException {
        String open = site.reviewed(false, TRUE);
        site.pass(Duration.ofHours(3));
        String sealed = site.reviewed(false, TRUE, FALSE);
        new Claims(site.store()).take(sealed);
        site.pass(Duration.ofMinutes(4));
        new Claims(site.store()).release(sealed);
        site.pass(Duration.ofMinutes(30));
        new Claims(site.store()).take(sealed);
        site.pass(Duration.ofMinutes(2));
        site.seal(sealed);
        Dashboard d = read(false);
        assertThat(d.minutes().count()).isEqualTo(1);
        assertThat(d.minutes().median()).as("4 and 2, not the pause").isCloseTo(6, within(1e-9));
        assertThat(d.queues()).singleElement().satisfies(q -> {
            assertThat(q.state()).isEqualTo("in review");
            assertThat(q.waiting()).isEqualTo(new Cases(1, List.of(open)));
            assertThat(q.hours().largest()).isCloseTo(3.6, within(0.02));
        });
        assertThat(d.overrides()).singleElement().satisfies(c -> assertThat(c.weeks())
                .singleElement()
                .extracting(OverrideChart.Week::overridden)
                .isEqualTo(new Share(1, 3)));
    }

    @Test
    void a_claim_that_nobody_ended_or_that_lasted_over_an_hour_is_no_reading_time() throws IOException {
        String left = site.reviewed(false, TRUE);
        new Claims(site.store()).take(left);
        site.pass(Duration.ofMinutes(61));
        site.seal(left);
        assertThat(read(false).minutes().count()).isZero();
    }

    @Test
    void the_calibration_error_is_that_of_an_example_worked_out_by_hand() {
        List<Reliability.Decided> all = new ArrayList<>();
        Stream.of(true, true, true, false).forEach(kept -> all.add(new Reliability.Decided("m@1", 0.9, kept)));
        Stream.of(true, false).forEach(kept -> all.add(new Reliability.Decided("m@1", 0.25, kept)));
        Reliability r = Reliability.of(all).getFirst();
        assertThat(r.bins()).extracting(Reliability.Bin::kept).containsExactly(new Share(1, 2), new Share(3, 4));
        assertThat(r.expectedError()).as("(2 × |0.25 − 0.5| + 4 × |0.9 − 0.75|) / 6").isCloseTo(1.1 / 6, within(1e-12));
    }

    @Test
    void quartiles_are_those_of_Rs_quantile() {
        assertThat(Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Quartiles(4, 1.75, 2.5, 3.25, 4));
        assertThat(Quartiles.of(List.of()).median()).isNaN();
    }

    @Test
    void a_model_is_silent_after_a_week_and_twice_its_longest_gap() {
        assertThat(Silence.of("m", runs(1, 3, 5), 12).alarm()).as("seven days").isFalse();
        assertThat(Silence.of("m", runs(1, 3, 5), 13).alarm()).as("eight, and twice two is four").isTrue();
        assertThat(Silence.of("m", runs(1, 11), 31).alarm()).as("twenty, and twice ten is twenty").isFalse();
        assertThat(Silence.of("m", runs(1, 11), 32).alarm()).isTrue();
    }

    private static List<Observation> runs(long... days) {
        List<Observation> out = new ArrayList<>();
        for (long d : days) {
            out.add(new Observation(d, List.of(0.0, 0.0, 0.0, 0.0, 0.0), 1, 0.5, 1));
        }
        return out;
    }
}
