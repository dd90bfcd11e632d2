package loupe.review.twice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.segment.Code;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.dashboard.Dashboard;
import loupe.review.dashboard.ReadDashboard;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.KeptReport;
import loupe.review.edit.ReviewState;
import loupe.review.reading.ReadingList;
import loupe.review.reading.StudyEntry;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.worklist.Claims;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: while two readers read a study the store's face gives neither a word of the other's reading, nor who the other is: one test a
/// path. Anna reads first and does a lot; Ben is to read second and has seen nothing; to Cara and the others both are hidden.
class TwoReadersAreBlindTest {
    private static final JobContext JOB = JobContext.unattended();

    @TempDir Path folder;
    private TwiceSite site;
    private String read;
    /// The same study that nobody has read: what the second reader sees must be like it.
    private String untouched;

    @BeforeEach
    void a_study_read_first() throws IOException {
        site = TwiceSite.make(folder, 1);
        untouched = site.found(2);
        read = site.found(2);
        site.reads().assign(untouched);
        site.reads().assign(read);
        assertThat(new Claims(site.seen()).take(read)).isEqualTo(new Claims.Outcome.Taken());
        site.decide(read, Set.of("F1"));
        ReviewSession anna = site.open(read);
        anna.draw(TwiceSite.circle(100, 15, 5));
        TwiceSite.outline(anna, TwiceSite.square(150, 15, 3), TwiceSite.CYST);
        site.gate().append(
                NewRecord.of(read, RecordKind.REPORT, new KeptReport(
                        TwiceSite.ANNA, site.gate().now(), "general", KeptReport.basisOf(anna.state()), List.of()).encoded()),
                s -> s, AuditEntry.of(AuditEvent.REPORT_KEPT, "the report of Anna", read));
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private static String told(ReviewState s) {
        return s.findings().stream().map(f -> f.finding().id() + " " + f.verdict() + " " + f.segment().map(g -> g.mask().count()))
                .collect(Collectors.joining("; ")) + " " + s.annotations() + s.ownSegments() + s.opinions() + s.report() + s.seal();
    }

    @Test
    void list_and_line_say_the_same_of_a_study_read_first_as_of_one_nobody_read_but_that_a_second_reader_is_wanted() throws IOException {
        for (String who : List.of(TwiceSite.BEN, TwiceSite.CARA, TwiceSite.QA, TwiceSite.TECHNICIAN)) {
            site.come(who);
            StudySummary seen = site.seen().study(read).orElseThrow();
            StudySummary other = site.seen().study(untouched).orElseThrow();
            assertThat(seen.state()).as(who).isEqualTo(StudyState.SECOND_READ);
            assertThat(seen.claim()).as(who).isEmpty();
            assertThat(seen.urgency()).as("urgency is the models'").isEqualTo(other.urgency());
            assertThat(seen.findingCount()).isEqualTo(other.findingCount()).isEqualTo(2);
            assertThat(site.seen().studies()).contains(seen);
        }
        site.come(TwiceSite.BEN);
        assertThat(new ReadingList(site.seen()).entries()).filteredOn(e -> e.study().studyUid().equals(read))
                .extracting(StudyEntry::reader).allMatch(Optional::isEmpty);
        site.come(TwiceSite.ANNA);
        assertThat(site.seen().study(read).orElseThrow().state()).as("to its reader").isEqualTo(StudyState.IN_REVIEW);
    }

    @Test
    void urgency_is_that_of_what_models_found_whatever_the_reader_who_runs_one_more_has_decided() throws IOException {
        String study = site.study("CT");
        site.reads().assign(study);
        site.find(study, "net", 1, new Code("36118008", "SCT", "Pneumothorax"), Urgency.UNKNOWN);
        Urgency urgent = new Urgency(Urgency.Level.URGENT, 1);
        assertThat(site.raw().study(study).orElseThrow().urgency()).isEqualTo(urgent);
        site.decide(study, Set.of());
        assertThat(site.raw().study(study).orElseThrow().urgency()).as("rejected by Anna").isEqualTo(urgent);
        site.find(study, "other", 0, TwiceSite.NODULE, new Urgency(Urgency.Level.ROUTINE, 0));
        assertThat(site.raw().study(study).orElseThrow().urgency()).as("as Anna's own view would have it: routine").isEqualTo(urgent);
    }

    @Test
    void records_replay_and_session_hold_models_findings_alone() throws IOException {
        String annas = told(site.state(read));
        assertThat(annas).contains("Accepted", "Rejected", "R1", "M1");
        for (String who : List.of(TwiceSite.BEN, TwiceSite.CARA, TwiceSite.QA)) {
            site.come(who);
            assertThat(site.seen().records(read)).extracting(StoredRecord::kind).containsOnly(RecordKind.PREDICTION);
            assertThat(site.gate().records(read)).extracting(StoredRecord::kind).containsOnly(RecordKind.PREDICTION);
            assertThat(told(site.state(read))).isEqualTo(told(site.state(untouched)));
            assertThat(told(site.open(read).state())).isEqualTo(told(site.state(untouched)));
            assertThat(site.open(read).undoName()).isEmpty();
        }
        site.come(TwiceSite.ANNA);
        assertThat(told(site.state(read))).isEqualTo(annas);
    }

    @Test
    void the_first_reader_sees_nothing_of_the_second() throws IOException {
        String annas = told(site.state(read));
        site.come(TwiceSite.BEN);
        ReviewSession ben = site.open(read);
        ben.draw(TwiceSite.point(200, 20));
        assertThat(site.state(read).annotations()).hasSize(1);
        site.come(TwiceSite.ANNA);
        assertThat(told(site.state(read))).isEqualTo(annas);
        ReviewSession anna = site.open(read);
        assertThat(anna.undo()).as("her own last step, not Ben's").hasValueSatisfying(n -> assertThat(n).contains("brush on R1"));
        assertThat(site.seen().study(read).orElseThrow().state()).isEqualTo(StudyState.IN_REVIEW);
        site.come(TwiceSite.BEN);
        assertThat(site.state(read).annotations()).hasSize(1);
        assertThat(site.open(read).undoName()).isPresent();
    }

    @Test
    void drawings_outlines_and_decisions_of_two_sessions_at_once_do_not_mix() throws IOException {
        site.come(TwiceSite.BEN);
        site.decide(read, Set.of("F2"));
        ReviewSession ben = site.open(read);
        TwiceSite.outline(ben, TwiceSite.square(30, 20, 2), TwiceSite.NODULE);
        ben.undo();
        ben.redo();
        site.come(TwiceSite.BEN);
        assertThat(told(site.state(read))).as("after a restart").isEqualTo(told(ben.state())).doesNotContain("M1");
    }

    @Test
    void first_opinions_are_each_readers_own() throws IOException {
        site.come(TwiceSite.ANNA);
        site.blind().want(true);
        String blind = site.found(1);
        site.reads().assign(blind);
        site.open(blind).commit(FirstOpinion.Assessment.NO_FINDING);
        assertThat(site.seen().firstOpinions(blind)).hasSize(1);
        site.come(TwiceSite.BEN);
        assertThat(site.seen().firstOpinions(blind)).isEmpty();
        assertThat(site.seen().study(blind).orElseThrow().state()).as("he reads blind, too").isEqualTo(StudyState.TO_READ);
        ReviewSession ben = site.open(blind);
        assertThat(ben.blind()).isTrue();
        assertThatThrownBy(() -> site.reads().finish(blind)).hasMessageContaining("begin your reading first");
        ben.draw(TwiceSite.point(6, 10));
        assertThatThrownBy(() -> site.reads().finish(blind)).hasMessageContaining("first opinion");
        ben.commit(FirstOpinion.Assessment.FINDING);
        assertThat(site.seen().firstOpinions(blind)).hasSize(1);
        assertThat(site.seen().study(blind).orElseThrow().state()).isEqualTo(StudyState.SECOND_READ);
        site.come(TwiceSite.BEN);
        assertThat(site.open(blind).blind()).as("after a restart").isFalse();
        assertThat(site.open(blind).state().opinions()).extracting(FirstOpinion::by).containsExactly(TwiceSite.BEN);
    }

    @Test
    void nobody_has_the_study_in_hand_and_no_record_says_who_had() throws IOException {
        site.come(TwiceSite.BEN);
        assertThat(new Claims(site.seen()).take(read)).as("not held by Anna").isEqualTo(new Claims.Outcome.Taken());
        new Claims(site.seen()).requireFree(read);
        assertThat(site.seen().attached(read)).extracting(StoredRecord::kind).doesNotContain(RecordKind.SESSION);
        assertThat(site.raw().study(read).orElseThrow().claim()).isEmpty();
        new Claims(site.seen()).release(read);
        assertThat(new Claims(site.seen()).releaseLeft()).isZero();
    }

    @Test
    void what_is_kept_of_the_double_reading_is_not_read_through_the_face() throws IOException {
        assertThat(site.raw().doubleReading(read, false)).isNotEmpty();
        for (String who : List.of(TwiceSite.BEN, TwiceSite.QA)) {
            site.come(who);
            assertThat(site.seen().doubleReading(read, false)).isEmpty();
            assertThat(site.seen().doubleReading(read, true)).isEmpty();
        }
        assertThat(DoubleReads.Standing.class.getRecordComponents()).extracting(c -> c.getName())
                .as("where a study stands names nobody").containsExactly("studyUid", "state", "yours");
    }

    @Test
    void the_report_is_its_readers() throws IOException {
        assertThat(site.state(read).report()).isPresent();
        site.come(TwiceSite.BEN);
        assertThat(site.state(read).report()).isEmpty();
        site.gate().append(
                NewRecord.of(read, RecordKind.REPORT, new KeptReport(
                        TwiceSite.BEN, site.gate().now(), "general", "", List.of()).encoded()),
                s -> s, AuditEntry.of(AuditEvent.REPORT_KEPT, "the report of Ben", read));
        assertThat(site.state(read).report().orElseThrow().by()).isEqualTo(TwiceSite.BEN);
        site.come(TwiceSite.ANNA);
        assertThat(site.state(read).report().orElseThrow().by()).isEqualTo(TwiceSite.ANNA);
    }

    @Test
    void nothing_is_written_out_or_sealed_by_anybody() throws IOException {
        for (String who : List.of(TwiceSite.ANNA, TwiceSite.BEN)) {
            site.come(who);
            assertThatThrownBy(() -> site.seen().authorize(Permission.EXPORT, read)).isInstanceOfSatisfying(
                    StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.TWO_READERS));
            assertThatThrownBy(() -> site.gate().append(
                            NewRecord.of(read, RecordKind.EXPORT, new byte[1]), s -> s, AuditEntry.of(AuditEvent.EXPORTED, "", read)))
                    .hasMessageContaining("Two readers");
        }
        site.come(TwiceSite.ANNA);
        assertThatThrownBy(() -> site.seal(read)).hasMessageContaining("Two readers read this study");
        assertThat(site.state(read).seal()).isEmpty();
    }

    @Test
    void figures_of_the_site_count_no_decision_of_the_first_reader() throws IOException {
        Dashboard annas = new ReadDashboard(site.seen()).run(List.of(), false, JOB);
        site.come(TwiceSite.BEN);
        Dashboard bens = new ReadDashboard(site.seen()).run(List.of(), false, JOB);
        assertThat(annas.lines()).isNotEqualTo(bens.lines());
        assertThat(bens.overrides()).isEmpty();
        assertThat(annas.overrides()).isNotEmpty();
    }

    @Test
    void the_log_of_a_reader_who_may_read_it_has_lines_without_names_and_words() throws IOException {
        site.raw().accounts().changeRoles(TwiceSite.BEN, Set.of(Role.RADIOLOGIST, Role.AUDITOR));
        site.raw().accounts().changeRoles(TwiceSite.QA, Set.of(Role.AUDITOR));
        site.come(TwiceSite.BEN);
        List<LoggedEvent> bens = of(site.seen(), read);
        assertThat(bens).filteredOn(e -> e.event().isEmpty()).isNotEmpty().allSatisfy(e -> {
            assertThat(e.actor()).isEmpty();
            assertThat(e.detail()).startsWith("kept back");
        });
        assertThat(bens).filteredOn(e -> e.event().isPresent()).allSatisfy(e -> assertThat(
                        e.actor().equals(TwiceSite.BEN) || e.event().orElseThrow() == AuditEvent.ANALYSED
                                || e.event().orElseThrow() == AuditEvent.IMPORTED)
                .isTrue());
        site.come(TwiceSite.QA);
        assertThat(site.seen().events(0, 1000)).as("an auditor who reads nothing sees all of it")
                .anyMatch(e -> e.event().filter(AuditEvent.DOUBLE_READ::equals).isPresent() && e.actor().equals(TwiceSite.ANNA));
    }

    private static List<LoggedEvent> of(Store store, String uid) throws IOException {
        return store.events(0, 1000).stream().filter(e -> e.studyUid().filter(uid::equals).isPresent()).toList();
    }

    @Test
    void the_adjudicator_sees_neither_reading_but_in_the_differences_and_no_name_there() throws IOException {
        site.reads().finish(read);
        site.come(TwiceSite.BEN);
        site.decide(read, Set.of());
        site.reads().finish(read);
        site.come(TwiceSite.CARA);
        assertThat(told(site.state(read))).isEqualTo(told(site.state(untouched)));
        assertThat(site.seen().study(read).orElseThrow().state()).isEqualTo(StudyState.TO_ADJUDICATE);
        String shown = site.reads().differences(read).toString();
        assertThat(shown).contains("FOUND_BY_ONE").doesNotContain(TwiceSite.ANNA).doesNotContain(TwiceSite.BEN).doesNotContain("mine");
        for (String reader : List.of(TwiceSite.ANNA, TwiceSite.BEN)) {
            site.come(reader);
            assertThatThrownBy(() -> site.reads().differences(read)).hasMessageContaining("one of this study's two readers");
            assertThatThrownBy(() -> site.reads().readings(read)).hasMessageContaining("not settled");
        }
        site.come(TwiceSite.QA);
        assertThatThrownBy(() -> site.reads().differences(read)).isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_ALLOWED));
        assertThatThrownBy(() -> site.reads().readings(read)).hasMessageContaining("not settled");
    }

    @Test
    void who_takes_a_reading_over_sees_that_one_alone_and_who_handed_it_on_sees_none() throws IOException {
        String annas = told(site.state(read));
        site.come(TwiceSite.BEN);
        site.open(read).draw(TwiceSite.point(200, 20));
        String bens = told(site.state(read));
        site.come(TwiceSite.CARA);
        site.reads().takeOver(read, TwiceSite.BEN, "on leave");
        assertThat(told(site.state(read))).isEqualTo(bens);
        assertThat(told(site.open(read).state())).isEqualTo(bens);
        assertThat(site.seen().study(read).orElseThrow().state()).isEqualTo(StudyState.SECOND_READ);
        site.come(TwiceSite.BEN);
        assertThat(told(site.state(read))).isEqualTo(told(site.state(untouched)));
        site.come(TwiceSite.DAN);
        site.reads().takeOver(read, TwiceSite.ANNA, "on leave");
        assertThat(told(site.state(read))).isEqualTo(annas);
        site.come(TwiceSite.ANNA);
        assertThat(told(site.state(read))).isEqualTo(told(site.state(untouched)));
        assertThat(site.seen().events(0, 2000)).filteredOn(e -> e.studyUid().filter(read::equals).isPresent())
                .extracting(LoggedEvent::detail).noneMatch(d -> d.contains("taken over"));
    }

    @Test
    void who_reads_no_finding_is_told_no_more_than_that_two_read_it() throws IOException {
        site.come(TwiceSite.TECHNICIAN);
        assertThat(site.seen().study(untouched).orElseThrow().state()).isEqualTo(StudyState.SECOND_READ);
        assertThat(site.seen().study(read).orElseThrow().state()).isEqualTo(StudyState.SECOND_READ);
        assertThatThrownBy(() -> site.reads().open()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> Journal.records(site.seen(), read)).isInstanceOf(StoreException.class);
    }
}
