package loupe.review.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.study.StudySummary;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.retention.KeptStudy.Standing;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is due is told, what is held stays, and what is due goes with a reason and a second person.
class RetentionTest {
    private static final JobContext JOB = JobContext.unattended();

    @TempDir Path folder;
    private KeptSite site;
    private String old = "";
    private String fresh = "";

    @BeforeEach
    void a_site_that_keeps_studies_100_days() throws IOException {
        site = new KeptSite(folder);
        old = site.study("P1", "1.2.3.1", true);
        site.later(Duration.ofDays(60));
        fresh = site.study("P1", "1.2.3.2", true);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private Retention retention() {
        return new Retention(site.store());
    }

    private List<Standing> standings() throws IOException {
        return retention().studies().stream().map(KeptStudy::standing).toList();
    }

    @Test
    void nothing_is_due_before_a_period_is_set_and_then_what_is_older() throws IOException {
        assertThat(standings()).containsExactly(Standing.NO_PERIOD, Standing.NO_PERIOD);
        retention().keep(100);
        assertThat(retention().keepDays()).isEqualTo(100);
        assertThat(standings()).containsExactly(Standing.KEPT, Standing.KEPT);
        site.later(Duration.ofDays(40));
        List<KeptStudy> now = retention().studies();
        assertThat(now).extracting(k -> k.study().studyUid()).containsExactly(old, fresh);
        assertThat(now).extracting(KeptStudy::standing).containsExactly(Standing.DUE, Standing.KEPT);
        assertThat(now.getFirst().since()).isEqualTo(Instant.parse("2026-01-02T12:00:00Z"));
        assertThat(now.getFirst().until()).isEqualTo(Optional.of(Instant.parse("2026-04-12T12:00:00Z")));
        assertThatThrownBy(() -> retention().keep(-1)).hasMessageContaining("0 to 100000");
    }

    @Test
    void what_is_due_is_erased_with_a_reason_and_what_is_not_due_or_held_is_not() throws IOException {
        retention().keep(100);
        site.later(Duration.ofDays(50));
        assertThatThrownBy(() -> retention().erase(List.of(old, fresh), "period over", JOB)).hasMessageContaining("only what is due");
        assertThatThrownBy(() -> retention().erase(List.of(old), " ", JOB)).hasMessageContaining("say why");
        assertThatThrownBy(() -> retention().hold(List.of(old), true, "case 12345678")).hasMessageContaining("no number");
        retention().hold(List.of(old), true, "a court asks");
        assertThat(standings()).containsExactly(Standing.KEPT, Standing.HELD);
        assertThatThrownBy(() -> retention().erase(List.of(old), "period over", JOB)).hasMessageContaining("only what is due");
        retention().hold(List.of(old), false, "the court is done");
        List<String> told = new ArrayList<>();
        Retention.Erased done = retention().erase(List.of(old), "period over", new Told(told, false));
        assertThat(done.studies()).isEqualTo(1);
        assertThat(done.persons()).as("another study of the person is left").isZero();
        assertThat(told).containsExactly("0 of 1 studies", "1 of 1 studies");
        assertThat(site.store().studies()).extracting(StudySummary::studyUid).containsExactly(fresh);
        site.later(Duration.ofDays(60));
        assertThat(retention().erase(List.of(fresh), "period over", JOB).persons())
                .as("the link to the person goes with the last").isEqualTo(1);
        assertThat(site.store().studies()).isEmpty();
        assertThat(site.store().events(0, 1000)).filteredOn(e -> e.event().filter(AuditEvent.HOLD_CHANGED::equals).isPresent())
                .extracting(LoggedEvent::detail).noneMatch(d -> d.contains("12345678"));
    }

    @Test
    void a_second_person_approves_where_there_is_one() throws IOException {
        retention().keep(100);
        site.account("rita", Role.RADIOLOGIST);
        site.account("tess", Role.LAB_TECHNICIAN);
        site.later(Duration.ofDays(50));
        assertThat(retention().studies().getFirst().approved()).isFalse();
        assertThatThrownBy(() -> retention().erase(List.of(old), "period over", JOB)).hasMessageContaining("a second person must approve");
        assertThat(site.store().studies()).hasSize(2);
        String anna = site.store().accounts().present().name();
        site.come("rita");
        assertThatThrownBy(() -> retention().approve(List.of(old), "rita")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> retention().approve(List.of(), anna)).hasMessageContaining("choose a study");
        assertThat(retention().approve(List.of(old), anna)).isAfter(site.store().now());
        assertThatThrownBy(() -> retention().erase(List.of(old), "period over", JOB)).as("who approves does not erase").isInstanceOf(
                Exception.class);
        site.come("tess");
        assertThatThrownBy(() -> retention().studies()).isInstanceOf(StoreException.class);
        site.come(anna);
        assertThat(retention().studies().getFirst().approved()).isTrue();
        assertThat(retention().erase(List.of(old), "period over", JOB).studies()).isEqualTo(1);
    }

    @Test
    void cancel_is_heard_before_anything_is_erased() throws IOException {
        retention().keep(100);
        site.later(Duration.ofDays(50));
        assertThatThrownBy(() -> retention().erase(List.of(old), "period over", new Told(new ArrayList<>(), true)))
                .isInstanceOf(CancelledException.class);
        assertThat(site.store().studies()).hasSize(2);
    }

    /// Keeps what it is told.
    private record Told(List<String> told, boolean cancelled) implements JobContext {
        @Override
        public void progress(long done, long total, String unit) {
            told.add(done + " of " + total + " " + unit);
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    }
}
