package loupe.review.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import loupe.core.agreement.Share;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.quality.ReviewedSite.Given;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.ItemName;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.Radpeer;
import loupe.review.quality.book.SampleStratum;
import loupe.review.quality.book.SampledItem;
import loupe.review.quality.book.TargetReason;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.SiteKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: findings of sealed reviews are sampled, judged blind, scored and arbitrated, and rates come with intervals.
class SecondLooksTest {
    private static final JobContext JOB = JobContext.unattended();
    private static final OptionalDouble TWO = OptionalDouble.of(2);
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

    private static SampleOrder all(int size) {
        return new SampleOrder(new SampleOrder.Findings(size), Allocation.PROPORTIONAL, 42);
    }

    private List<String> kept() throws IOException {
        List<String> out = new ArrayList<>();
        for (var o : site.store().listSite(SiteKind.QUALITY)) {
            out.add(new String(site.store().site(SiteKind.QUALITY, o.name(), o.version()).orElseThrow(), StandardCharsets.UTF_8));
        }
        return out;
    }

    @Nested
    class Drawing_a_sample {
        @Test
        void takes_from_sealed_reviews_what_models_found_in_strata_by_the_readers_answer() throws IOException {
            site.reviewed(true, TRUE, TRUE, TRUE, TRUE, FALSE, FALSE, CHANGED);
            site.reviewed(false, TRUE, TRUE, TRUE);
            site.come(ReviewedSite.QA);
            QualitySample s = site.bench().draw(all(4), JOB);
            assertThat(s.population()).isEqualTo(7);
            assertThat(s.strata()).containsExactly(
                    new SampleStratum("net@1", "CT", FindingAnswer.ACCEPTED, 4, 2),
                    new SampleStratum("net@1", "CT", FindingAnswer.EDITED, 1, 1),
                    new SampleStratum("net@1", "CT", FindingAnswer.REJECTED, 2, 1));
            assertThat(s.items()).extracting(SampledItem::number).containsExactly(1, 2, 3, 4);
            assertThat(s.items()).extracting(SampledItem::finding).doesNotHaveDuplicates();
        }

        @Test
        void is_repeated_by_its_seed() throws IOException {
            site.reviewed(true, TRUE, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, CHANGED, CHANGED);
            site.come(ReviewedSite.QA);
            QualitySample one = site.bench().draw(all(5), JOB);
            QualitySample again = site.bench().draw(all(5), JOB);
            assertThat(again.items()).isEqualTo(one.items());
            Set<List<SampledItem>> others = new HashSet<>();
            for (long seed = 0; seed < 5; seed++) {
                others.add(site.bench().draw(new SampleOrder(new SampleOrder.Findings(5), Allocation.EQUAL, seed), JOB).items());
            }
            assertThat(others).hasSizeGreaterThan(1);
        }

        @Test
        void of_a_width_is_as_large_as_it_must_be() throws IOException {
            site.reviewed(true, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE);
            site.come(ReviewedSite.QA);
            assertThat(site.bench().draw(order(0.25), JOB).items()).as("12 of 15.37 + 11").hasSize(7);
            assertThat(site.bench().draw(order(0.9), JOB).items()).as("one a stratum at least").hasSize(2);
            assertThatThrownBy(() -> site.bench().draw(all(1), JOB)).hasMessageContaining("2 to 12");
        }

        private SampleOrder order(double halfWidth) {
            return new SampleOrder(new SampleOrder.HalfWidth(halfWidth), Allocation.PROPORTIONAL, 1);
        }

        @Test
        void leaves_out_whom_quality_assurance_may_not_look_at() throws IOException {
            String uid = site.reviewed(true, TRUE, FALSE);
            new Consents(site.store()).record(
                    uid, Purpose.QA, Consent.Decision.REFUSED, new Consents.Terms(Optional.empty(), "1"));
            site.come(ReviewedSite.QA);
            assertThatThrownBy(() -> site.bench().draw(all(2), JOB)).isInstanceOf(ReviewException.class)
                    .hasMessageContaining("no sealed review");
        }

        @Test
        void gives_nobody_an_item_whose_person_has_said_no_since() throws IOException {
            String uid = site.reviewed(true, TRUE, FALSE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(2), JOB);
            ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
            site.come(ReviewedSite.READER);
            new Consents(site.store()).record(
                    uid, Purpose.QA, Consent.Decision.WITHDRAWN, new Consents.Terms(Optional.empty(), "1"));
            site.come(ReviewedSite.QA);
            assertThat(site.bench().next(Optional.empty())).isEmpty();
            assertThatThrownBy(() -> site.bench().judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO))
                    .hasMessageContaining("has not agreed to qa");
        }

        @Test
        void keeps_nothing_that_leads_to_a_study_once_it_is_erased() throws IOException {
            String uid = site.reviewed(true, TRUE, FALSE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(2), JOB);
            BlindItem item = site.bench().next(Optional.empty()).orElseThrow();
            site.bench().judge(item.item(), FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO);
            assertThat(kept()).hasSize(3).allMatch(k -> !k.contains(uid) && !k.contains("2.25.5") && !k.contains("nodule"));
        }
    }

    @Nested
    class The_role {
        @Test
        void is_asked_for_at_every_step() throws IOException {
            site.reviewed(true, TRUE);
            QualityBench bench = site.bench();
            ItemName item = new ItemName(1, 1);
            for (Attempt a : List.<Attempt>of(
                    () -> bench.draw(all(1), JOB), () -> bench.target(1, JOB), () -> bench.next(Optional.empty()),
                    () -> bench.judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO),
                    () -> bench.scoreReader(item, Radpeer.CONCUR, TWO), bench::inQuestion,
                    () -> bench.arbitrate(item, Optional.empty(), Optional.empty(), TWO),
                    () -> bench.report(Optional.empty(), JOB))) {
                assertThatThrownBy(a::run).isInstanceOf(StoreException.class).hasMessageContaining("may not assess quality");
            }
        }

        @Test
        void is_asked_for_by_the_store_too() throws IOException {
            site.reviewed(true, TRUE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(1), JOB);
            site.come(ReviewedSite.SECOND);
            assertThatThrownBy(() -> site.store().site(SiteKind.QUALITY, "sample-1")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> site.store().listSite(SiteKind.QUALITY)).isInstanceOf(StoreException.class);
        }

        @Test
        void leaves_every_step_in_the_log() throws IOException {
            site.reviewed(true, TRUE, FALSE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(2), JOB);
            score(Radpeer.UNDERSTANDABLE_MATTERS, Radpeer.CONCUR);
            site.come(ReviewedSite.OTHER_QA);
            site.bench().arbitrate(
                    new ItemName(1, 1), Optional.empty(), Optional.of(Radpeer.UNDERSTANDABLE), OptionalDouble.empty());
            site.come(ReviewedSite.READER);
            assertThat(site.store().events(0, 1000))
                    .filteredOn(e -> e.event().filter(AuditEvent.QUALITY_REVIEWED::equals).isPresent())
                    .extracting(LoggedEvent::detail)
                    .containsExactly(
                            "sample 1: 2 of 2 findings, seed 42", "item 1.1 judged ACCEPTED, model 2b", "item 1.1, reader 1",
                            "item 1.1 settled, model 2a");
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /// Judges the next item as accepted, scores model and reader, two minutes a step.
    private ItemName score(Radpeer model, Radpeer reader) throws IOException {
        return score(FindingAnswer.ACCEPTED, model, reader);
    }

    private ItemName score(FindingAnswer answer, Radpeer model, Radpeer reader) throws IOException {
        ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
        site.bench().judge(item, answer, model, TWO);
        site.bench().scoreReader(item, reader, TWO);
        return item;
    }

    @Nested
    class An_item {
        @BeforeEach
        void of_a_sample_of_two() throws IOException {
            site.reviewed(true, FALSE, FALSE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(2), JOB);
        }

        @Test
        void is_shown_as_the_model_put_it_and_nothing_of_the_reader() throws IOException {
            BlindItem item = site.bench().next(Optional.empty()).orElseThrow();
            assertThat(item.shown()).isEmpty();
            assertThat(item.finding().label()).isEqualTo("nodule");
            assertThat(item.modality()).isEqualTo("CT");
        }

        @Test
        void shows_what_the_reader_said_once_it_is_judged_and_keeps_the_judgement() throws IOException {
            ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
            FirstAnswer shown = site.bench()
                    .judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO).shown().orElseThrow();
            assertThat(shown.answer()).isEqualTo(FindingAnswer.REJECTED);
            assertThat(shown.reason().orElseThrow().meaning()).isEqualTo("normal anatomy");
            assertThatThrownBy(() -> site.bench().judge(item, FindingAnswer.REJECTED, Radpeer.CONCUR, TWO))
                    .hasMessageContaining("is judged");
        }

        @Test
        void has_its_reader_scored_once_and_after_the_judgement() throws IOException {
            ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
            assertThatThrownBy(() -> site.bench().scoreReader(item, Radpeer.CONCUR, TWO)).hasMessageContaining("first");
            site.bench().judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO);
            assertThat(site.bench().scoreReader(item, Radpeer.UNDERSTANDABLE, TWO)).as("2a stands").isFalse();
            assertThatThrownBy(() -> site.bench().scoreReader(item, Radpeer.CONCUR, TWO)).hasMessageContaining("already");
        }

        @Test
        void goes_on_after_a_restart_with_who_took_it() throws IOException {
            ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
            site.bench().judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, TWO);
            site.come(ReviewedSite.OTHER_QA);
            BlindItem other = site.bench().next(Optional.empty()).orElseThrow();
            assertThat(other.item()).isNotEqualTo(item);
            assertThatThrownBy(() -> site.bench().scoreReader(item, Radpeer.CONCUR, TWO)).hasMessageContaining("not in your hands");
            site.come(ReviewedSite.QA);
            BlindItem again = site.bench().next(Optional.empty()).orElseThrow();
            assertThat(again.item()).isEqualTo(item);
            assertThat(again.shown()).isPresent();
            site.bench().scoreReader(item, Radpeer.CONCUR, TWO);
            assertThat(site.bench().next(Optional.empty())).as("the other one is taken").isEmpty();
        }

        @Test
        void takes_as_long_as_it_took_unless_one_was_away() throws IOException {
            ItemName item = site.bench().next(Optional.empty()).orElseThrow().item();
            site.pass(Duration.ofSeconds(90));
            site.bench().judge(item, FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.empty());
            site.pass(Duration.ofSeconds(30));
            site.bench().scoreReader(item, Radpeer.CONCUR, OptionalDouble.empty());
            ItemName second = site.bench().next(Optional.empty()).orElseThrow().item();
            site.pass(Duration.ofHours(3));
            site.bench().judge(second, FindingAnswer.ACCEPTED, Radpeer.CONCUR, OptionalDouble.empty());
            site.bench().scoreReader(second, Radpeer.CONCUR, OptionalDouble.empty());
            SampleReport.Effort effort = site.bench().report(Optional.empty(), JOB).samples().getFirst().effort();
            assertThat(effort.minutes()).isEqualTo(2);
            assertThat(effort.timed()).isEqualTo(1);
        }
    }

    @Nested
    class Arbitration {
        private ItemName item = new ItemName(1, 1);

        @BeforeEach
        void of_a_reading_by_one_who_is_reader_and_reviewer() throws IOException {
            site.come(ReviewedSite.BOTH);
            site.reviewed(true, TRUE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(1), JOB);
            item = score(FindingAnswer.REJECTED, Radpeer.UNDERSTANDABLE, Radpeer.SHOULD_BE_MADE_MATTERS);
        }

        @Test
        void is_another_persons_and_neither_the_readers() throws IOException {
            assertThat(site.bench().inQuestion()).as("who scored").isEmpty();
            assertThatThrownBy(this::settle).hasMessageContaining("somebody else");
            site.come(ReviewedSite.BOTH);
            assertThat(site.bench().inQuestion()).as("who read").isEmpty();
            assertThatThrownBy(this::settle).hasMessageContaining("somebody else");
            site.come(ReviewedSite.OTHER_QA);
            List<ScoreInQuestion> waiting = site.bench().inQuestion();
            assertThat(waiting).hasSize(1);
            assertThat(waiting.getFirst().reader()).contains(Radpeer.SHOULD_BE_MADE_MATTERS);
            assertThat(waiting.getFirst().model()).as("2a is not in question").isEmpty();
            settle();
            assertThat(site.bench().inQuestion()).isEmpty();
            assertThatThrownBy(this::settle).hasMessageContaining("waits");
        }

        private void settle() throws IOException {
            site.bench().arbitrate(item, Optional.of(Radpeer.UNDERSTANDABLE_MATTERS), Optional.empty(), TWO);
        }

        @Test
        void settles_what_is_in_question_and_nothing_else() throws IOException {
            site.come(ReviewedSite.OTHER_QA);
            assertThatThrownBy(() -> site.bench()
                    .arbitrate(item, Optional.of(Radpeer.CONCUR), Optional.of(Radpeer.CONCUR), TWO))
                    .hasMessageContaining("the reader's");
        }

        @Test
        void makes_a_true_catch_of_what_it_lets_stand() throws IOException {
            SampleReport before = site.bench().report(Optional.empty(), JOB).samples().getFirst();
            assertThat(before.waiting()).isEqualTo(1);
            assertThat(before.effort().catches()).as("nobody let it stand yet").isZero();
            site.come(ReviewedSite.OTHER_QA);
            settle();
            SampleReport after = site.bench().report(Optional.empty(), JOB).samples().getFirst();
            assertThat(after.waiting()).isZero();
            assertThat(after.reader().counts()).containsExactly(0, 0, 1, 0, 0);
            assertThat(after.model().counts()).containsExactly(0, 1, 0, 0, 0);
            assertThat(after.effort().readerCatches()).isEqualTo(1);
            assertThat(after.effort().modelCatches()).isZero();
            assertThat(after.effort().minutesPerCatch()).as("two and two of QA, two of arbitration").hasValue(6);
        }

        @Test
        void takes_no_time_where_nobody_says_how_long() throws IOException {
            site.come(ReviewedSite.OTHER_QA);
            site.bench().arbitrate(item, Optional.of(Radpeer.SHOULD_BE_MADE), Optional.empty(), OptionalDouble.empty());
            SampleReport.Effort effort = site.bench().report(Optional.empty(), JOB).samples().getFirst().effort();
            assertThat(effort.minutesPerCatch()).hasValue(4);
        }

        @Test
        void nobody_is_given_their_own_reading() throws IOException {
            site.come(ReviewedSite.QA);
            site.bench().draw(all(1), JOB);
            site.come(ReviewedSite.BOTH);
            assertThat(site.bench().next(Optional.empty())).isEmpty();
        }
    }

    @Nested
    class The_report {
        @Test
        void weighs_items_by_what_they_stand_for() throws IOException {
            site.reviewed(true, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE, FALSE);
            site.come(ReviewedSite.QA);
            QualitySample sample =
                    site.bench().draw(new SampleOrder(new SampleOrder.Findings(4), Allocation.EQUAL, 5), JOB);
            assertThat(sample.strata()).extracting(SampleStratum::drawn).containsExactly(2, 2);
            for (SampledItem i : sample.items()) {
                // The model was wrong where the reader rejected.
                boolean rejected = i.first() == FindingAnswer.REJECTED;
                score(i.first(), rejected ? Radpeer.SHOULD_BE_MADE : Radpeer.CONCUR, Radpeer.CONCUR);
            }
            SampleReport r = site.bench().report(Optional.of(1), JOB).samples().getFirst();
            assertThat(r.represented()).isEqualTo(10);
            assertThat(r.model().discrepant()).isEqualTo(new Share(2, 4));
            assertThat(r.model().estimate().orElseThrow().value()).as("2 of 10, not 2 of 4").isCloseTo(0.2, within(1e-12));
            assertThat(r.model().estimate().orElseThrow().effective()).isCloseTo(100.0 / (2 * 16 + 2), within(1e-12));
            assertThat(r.reader().discrepant()).isEqualTo(new Share(0, 4));
            assertThat(r.agreement().orElseThrow().kappa().value()).isCloseTo(1, within(1e-12));
            assertThat(r.agreement().orElseThrow().rejected()).isCloseTo(1, within(1e-12));
            assertThat(site.bench().report(Optional.empty(), JOB).items()).hasSize(4)
                    .allMatch(i -> i.weight().orElseThrow() == (i.first() == FindingAnswer.REJECTED ? 1 : 4));
        }

        @Test
        void keeps_the_targeted_queue_out_of_every_rate() throws IOException {
            site.reviewed(true, TRUE, TRUE, FALSE, CHANGED, new Given(0.55, FindingAnswer.ACCEPTED));
            site.come(ReviewedSite.QA);
            QualitySample queue = site.bench().target(10, JOB);
            assertThat(queue.targeted()).isTrue();
            assertThat(queue.items()).extracting(SampledItem::finding).containsExactlyInAnyOrder("F4", "F5");
            score(Radpeer.CONCUR, Radpeer.SHOULD_BE_MADE_MATTERS);
            site.bench().draw(all(5), JOB);
            List<SampleReport> reports = site.bench().report(Optional.empty(), JOB).samples();
            assertThat(reports.get(0).reader().counts()).containsExactly(0, 0, 0, 0, 1);
            assertThat(reports.get(0).reader().estimate()).as("no rate of a picked queue").isEmpty();
            assertThat(reports.get(0).agreement()).isEmpty();
            assertThat(reports.get(1).scored()).as("the random sample has its own items").isZero();
        }

        @Test
        void has_no_figures_before_anything_is_scored() throws IOException {
            site.reviewed(true, TRUE, FALSE);
            site.come(ReviewedSite.QA);
            site.bench().draw(all(2), JOB);
            QualityReport report = site.bench().report(Optional.empty(), JOB);
            assertThat(report.items()).isEmpty();
            assertThat(report.samples().getFirst().agreement()).isEmpty();
            assertThat(QualityJson.of(report)).contains("\"value\" : null", "\"minutesPerCatch\" : null").doesNotContain("NaN");
        }

        @Test
        void finds_what_was_accepted_after_one_like_it_was_rejected() throws IOException {
            site.reviewed(true, new Given(0.90, FindingAnswer.REJECTED), new Given(0.70, FindingAnswer.ACCEPTED));
            site.pass(Duration.ofDays(1));
            site.reviewed(true, new Given(0.92, FindingAnswer.ACCEPTED), new Given(0.99, FindingAnswer.ACCEPTED));
            site.come(ReviewedSite.QA);
            QualitySample queue = site.bench().target(10, JOB);
            assertThat(queue.items()).hasSize(1);
            assertThat(queue.items().getFirst().finding()).isEqualTo("F1");
            assertThat(queue.items().getFirst().first()).isEqualTo(FindingAnswer.ACCEPTED);
            assertThat(queue.items().getFirst().reason()).contains(TargetReason.REJECTED_THEN_ALIKE);
        }

        @Test
        void charts_overrides_by_week() throws IOException {
            site.reviewed(true, TRUE, TRUE, TRUE, FALSE);
            site.pass(Duration.ofDays(14));
            site.reviewed(true, TRUE, CHANGED, FALSE, FALSE);
            site.come(ReviewedSite.QA);
            OverrideChart chart = site.bench().report(Optional.empty(), JOB).overrides().getFirst();
            assertThat(chart.model()).isEqualTo("net@1");
            assertThat(chart.weeks()).extracting(OverrideChart.Week::monday)
                    .containsExactly(LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-19"));
            assertThat(chart.weeks()).extracting(OverrideChart.Week::overridden)
                    .containsExactly(new Share(1, 4), new Share(3, 4));
            assertThat(chart.weeks().getFirst().share().centre()).isCloseTo(0.5, within(1e-12));
            assertThat(chart.weeks().getFirst().ewma().value()).as("0.2 of 0.25 and 0.8 of 0.5").isCloseTo(0.45, within(1e-12));
        }
    }
}
