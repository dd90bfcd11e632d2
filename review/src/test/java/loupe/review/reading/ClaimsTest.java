package loupe.review.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.job.ProcessToKill;
import loupe.review.session.Journal;
import loupe.review.worklist.Claims;
import loupe.review.worklist.Claims.Outcome;
import loupe.review.worklist.Summaries;
import loupe.store.fault.StoreException;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two readers never take one study by accident: on real stores, with accounts, locks, other processes and a kill.
class ClaimsTest {
    private static final String STUDY = "2.25.1001";
    private static final String OTHER = "2.25.1002";

    @TempDir Path folder;
    private ListSite site;

    @BeforeEach
    void a_site_with_two_studies() throws IOException {
        site = ListSite.make(folder);
        site.studies(List.of(ListSite.line(STUDY, "P1", "20260101"), ListSite.line(OTHER, "P2", "20260101")));
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private Optional<StudyClaim> claim() throws IOException {
        return site.store().study(STUDY).orElseThrow().claim();
    }

    private Optional<String> reader() throws IOException {
        return site.list().entries().stream()
                .filter(e -> e.study().studyUid().equals(STUDY))
                .findFirst()
                .orElseThrow()
                .reader()
                .map(StudyClaim::by);
    }

    @Test
    void who_comes_second_is_told_who_has_it_since_when_and_changes_nothing() throws IOException {
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Taken());
        StudyClaim annas = claim().orElseThrow();
        site.unlockAs(ListSite.BEN);
        site.later(Duration.ofMinutes(10));
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Held(annas));
        assertThat(site.claims().take(OTHER)).as("another study is free").isEqualTo(new Outcome.Taken());
        assertThat(claim()).contains(annas);
        assertThat(reader()).contains(ListSite.ANNA);
        assertThatThrownBy(() -> site.claims().requireFree(STUDY)).isInstanceOf(ReviewException.class)
                .hasMessageContaining("anna has this study in hand");
        site.claims().requireFree(OTHER);
    }

    @Test
    void a_study_is_given_back_by_its_reader_alone() throws IOException {
        site.claims().take(STUDY);
        site.unlockAs(ListSite.BEN);
        site.claims().release(STUDY);
        assertThat(reader()).as("Ben never had it").contains(ListSite.ANNA);
        site.unlockAs(ListSite.ANNA);
        site.claims().release(STUDY);
        site.claims().release(STUDY);
        assertThat(claim()).isEmpty();
        site.unlockAs(ListSite.BEN);
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Taken());
        site.unlockAs(ListSite.ANNA);
        assertThat(site.claimsInTheLog()).containsExactly("anna: taken", "anna: given back", "ben: taken");
    }

    @Test
    void taking_over_needs_a_reason_and_the_log_has_it_with_both_names() throws IOException {
        site.claims().take(STUDY);
        site.unlockAs(ListSite.BEN);
        assertThatThrownBy(() -> site.claims().takeOver(STUDY, "  ")).hasMessageContaining("say why");
        assertThatThrownBy(() -> site.claims().takeOver(STUDY, "x".repeat(201))).hasMessageContaining("200 characters");
        assertThat(reader()).contains(ListSite.ANNA);
        site.claims().takeOver(STUDY, "her shift is over");
        assertThat(reader()).contains(ListSite.BEN);
        site.unlockAs(ListSite.ANNA);
        assertThat(site.claims().take(STUDY)).isInstanceOf(Outcome.Held.class);
        site.claims().release(STUDY);
        assertThat(reader()).as("what Anna lost she cannot give back").contains(ListSite.BEN);
        assertThat(site.claimsInTheLog()).containsExactly("anna: taken", "ben: taken over from anna: her shift is over");
    }

    @Test
    void a_claim_ends_four_hours_after_it_was_taken_or_taken_anew() throws IOException {
        site.claims().take(STUDY);
        site.later(Claims.ENDS_AFTER.minusSeconds(1));
        site.claims().take(STUDY);
        site.later(Claims.ENDS_AFTER.minusSeconds(1));
        site.unlockAs(ListSite.BEN);
        assertThat(site.claims().take(STUDY)).isInstanceOf(Outcome.Held.class);
        site.later(Duration.ofSeconds(1));
        assertThat(reader()).as("the list shows it no more").isEmpty();
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Taken());
    }

    @Test
    void who_decides_on_nothing_and_who_opens_what_is_sealed_claims_nothing() throws IOException {
        site.unlockAs(ListSite.QA);
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Looked());
        assertThatThrownBy(() -> site.claims().takeOver(STUDY, "why not")).hasMessageContaining("only be looked at");
        site.unlockAs(ListSite.ANNA);
        site.claims().take(STUDY);
        site.store().append(
                NewRecord.of(STUDY, RecordKind.NOTE, new byte[] {1}),
                s -> Summaries.withState(s, StudyState.SEALED),
                AuditEntry.of(AuditEvent.NOTED, "", STUDY));
        assertThat(claim()).as("a seal ends it").isEmpty();
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Looked());
        site.claims().release(STUDY);
    }

    @Test
    void claims_stand_beside_the_findings_and_hold_no_step_up() throws IOException {
        JournalEnd before = JournalEnd.of(site.store().records(STUDY));
        site.claims().take(STUDY);
        site.claims().release(STUDY);
        assertThat(JournalEnd.of(site.store().records(STUDY))).isEqualTo(before);
        site.store().append(
                NewRecord.of(STUDY, RecordKind.NOTE, new byte[] {1}).after(before), s -> s, AuditEntry.of(AuditEvent.NOTED, "", STUDY));
        assertThat(Journal.replay(site.store().records(STUDY).stream().filter(r -> r.kind() == RecordKind.SESSION).toList())
                .state().findings()).isEmpty();
        assertThat(site.store().verify(JobContext.unattended()).faults()).isEmpty();
    }

    @Test
    void of_many_who_reach_for_studies_and_give_them_back_at_once_nobody_is_lost() throws Exception {
        int threads = 6;
        CyclicBarrier together = new CyclicBarrier(threads);
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            List<Future<Integer>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String uid = t % 2 == 0 ? STUDY : OTHER;
                Callable<Integer> work = () -> {
                    together.await();
                    for (int i = 0; i < 10; i++) {
                        site.claims().take(uid);
                        site.claims().release(uid);
                    }
                    return 10;
                };
                done.add(all.submit(work));
            }
            for (Future<Integer> f : done) {
                assertThat(f.get()).isEqualTo(10);
            }
        }
        assertThat(claim()).isEmpty();
        assertThat(site.store().verify(JobContext.unattended()).faults()).isEmpty();
    }

    /// One folder, one process: while Anna's program runs no other can come in; once it is killed what it held is seen.
    @Test
    void a_second_process_is_refused_and_what_a_killed_one_held_is_told_and_ends_by_the_rule() throws Exception {
        site.close();
        try (ProcessToKill annas = ProcessToKill.start(KilledReading.class, folder.toString(), STUDY)) {
            assertThat(annas.line()).startsWith("Taken");
            assertThatThrownBy(() -> ListSite.open(folder))
                    .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.LOCKED_BY_OTHER));
            annas.kill();
        }
        site = ListSite.open(folder);
        site.come(ListSite.BEN);
        assertThat(site.claims().releaseLeft()).as("Ben left nothing").isZero();
        assertThat(site.claims().take(STUDY)).isInstanceOfSatisfying(
                Outcome.Held.class, h -> assertThat(h.claim().by()).isEqualTo(ListSite.ANNA));
        site.come(ListSite.ANNA);
        assertThat(site.claims().releaseLeft()).as("Anna is back").isEqualTo(1);
        assertThat(claim()).isEmpty();
        site.come(ListSite.BEN);
        assertThat(site.claims().take(STUDY)).isEqualTo(new Outcome.Taken());
    }
}
