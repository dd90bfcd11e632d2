package loupe.review.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.agreement.Share;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.review.edit.FirstOpinion.Assessment;
import loupe.review.sealing.SealReview;
import loupe.review.session.ReviewSession;
import loupe.review.exporting.FindingsJson;
import loupe.review.watching.ModelReport;
import loupe.review.watching.OpinionTally;
import loupe.review.watching.ReportPages;
import loupe.review.watching.Switches;
import loupe.review.watching.Tally;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both opinions are kept and set side by side; switches are counted, right and wrong only where the truth is known.
class ComparingOpinionsTest {
    @TempDir Path folder;
    private BlindSite site;
    private String study;

    @BeforeEach
    void a_study_with_three_findings_around_columns_6_12_and_18() throws IOException {
        site = new BlindSite(folder);
        study = site.study();
        site.found(study, 3);
        site.wantBlind();
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private static FindingId f(int n) {
        return new FindingId("F" + n);
    }

    /// Marks F1 and a place of their own around column 60, and commits.
    private ReviewSession read() throws IOException {
        ReviewSession review = site.open(study);
        review.draw(BlindSite.circle(6, 10, 2));
        review.draw(BlindSite.circle(60, 10, 2));
        review.commit(Assessment.FINDING);
        return review;
    }

    private void seal() throws IOException {
        new SealReview(site.store(), BlindSite.NOON).run(study, site.store().accounts().present().name(), "read");
    }

    private Switches counted(Map<String, Mask> truth) throws IOException {
        return new OpinionTally(site.seen(), truth).run(JobContext.unattended()).getFirst();
    }

    @Nested
    class A_mark_and_a_finding_are_one {
        private Comparison of(ReviewSession.Draft... drafts) throws IOException {
            ReviewSession review = site.open(study);
            for (ReviewSession.Draft d : drafts) {
                review.draw(d);
            }
            return Comparison.of(review.commit(Assessment.FINDING), review.state());
        }

        @Test
        void where_the_middle_of_one_lies_in_the_other() throws IOException {
            Comparison c = of(BlindSite.point(7, 11), BlindSite.circle(12, 10, 30), BlindSite.point(22, 10));
            assertThat(c.agreed()).extracting(a -> a.drawn().id() + a.found().finding().id())
                    .containsExactlyInAnyOrder("M1F1", "M2F2");
            assertThat(c.onlyReader()).extracting(Mark::id).containsExactly("M3");
            assertThat(c.onlyModels()).extracting(x -> x.finding().id().value()).containsExactly("F3");
        }

        @Test
        void where_their_voxels_overlap_by_a_tenth() throws IOException {
            // A circle of radius 4 has 49 voxels; 4 of F3's 9 lie in this one, neither middle does: 2 x 4 / 58 = 0.138.
            assertThat(of(BlindSite.circle(22, 11, 4)).agreed()).hasSize(1);
        }

        @Test
        void not_where_they_overlap_by_less() throws IOException {
            // Only the corner lies in it: 2 x 1 / 58 = 0.034.
            assertThat(of(BlindSite.circle(22, 13, 4)).agreed()).isEmpty();
        }

        @Test
        void each_once_the_better_pair_first() throws IOException {
            Comparison c = of(BlindSite.circle(7, 10, 2), BlindSite.circle(6, 10, 1));
            assertThat(c.agreed()).hasSize(1);
            assertThat(c.agreed().getFirst().drawn().id()).isEqualTo("M2");
        }
    }

    @Nested
    class Switches_of_a_reader_who_seals {
        @Test
        void are_counted_towards_and_away_and_their_truth_is_not_guessed() throws IOException {
            ReviewSession review = read();
            review.reject(f(1), RejectReason.FALSE_POSITIVE, "");
            review.erase(review.state().annotation("M1").orElseThrow());
            review.accept(f(2));
            review.reject(f(3), RejectReason.ARTEFACT, "");
            assertThat(counted(Map.of()).pending()).as("not sealed yet").isEqualTo(1);
            seal();
            Switches s = counted(Map.of());
            assertThat(List.of(s.agreed(), s.onlyReader(), s.onlyModels())).containsExactly(1, 1, 2);
            assertThat(s.towards()).isEqualTo(new Switches.Kind(0, 0, 1));
            assertThat(s.away()).isEqualTo(new Switches.Kind(0, 0, 1));
            assertThat(s.towardsOfDiffering()).isEqualTo(new Share(1, 3));
        }

        @Test
        void are_right_or_wrong_by_a_mask_of_what_is_there() throws IOException {
            ReviewSession review = read();
            review.accept(f(1));
            review.accept(f(2));
            review.accept(f(3));
            review.erase(review.state().annotation("M2").orElseThrow());
            seal();
            // F1 and F2 are there, F3 and the reader's own are not.
            Mask.Builder truth = Mask.builder(BlindSite.GRID);
            truth.add(6, 10, 5).add(12, 10, 5);
            Switches s = counted(Map.of(study, truth.build()));
            assertThat(s.towards()).as("took F2 rightly, F3 wrongly, gave M2 up rightly").isEqualTo(new Switches.Kind(2, 1, 0));
            assertThat(s.away().all()).isZero();
            assertThat(ReportPages.json(List.of(s))).contains("\"wrong\" : 1", "\"truthNotKnown\" : 0");
        }

        @Test
        void that_kept_to_their_opinion_are_none() throws IOException {
            ReviewSession review = read();
            review.accept(f(1));
            review.reject(f(2), RejectReason.FALSE_POSITIVE, "");
            review.reject(f(3), RejectReason.FALSE_POSITIVE, "");
            seal();
            Switches s = counted(Map.of());
            assertThat(s.towards().all() + s.away().all()).isZero();
        }
    }

    @Nested
    class A_second_reader_who_read_blind_and_sealed {
        @Test
        void is_the_truth_of_the_first_readers_switches_and_counts_are_told_to_whom_they_belong() throws IOException {
            ReviewSession first = read();
            first.accept(f(2));
            first.accept(f(3));
            site.come(BlindSite.SECOND);
            ReviewSession second = site.open(study);
            assertThat(second.state().annotations()).isEmpty();
            second.draw(BlindSite.point(12, 10));
            second.commit(Assessment.FINDING);
            second.reject(f(3), RejectReason.FALSE_POSITIVE, "");
            second.accept(f(1));
            seal();
            assertThat(new OpinionTally(site.seen(), Map.of()).run(JobContext.unattended())).extracting(Switches::reader)
                    .as("a reader's own only").containsExactly(BlindSite.SECOND);
            site.come(BlindSite.QA);
            List<Switches> all = ModelReport.of(site.seen(), JobContext.unattended()).firstOpinions();
            assertThat(all).extracting(Switches::reader).containsExactly(BlindSite.FIRST, BlindSite.SECOND);
            assertThat(all.getFirst().towards()).as("F2 rightly, F3 wrongly").isEqualTo(new Switches.Kind(1, 1, 0));
            assertThat(all.getLast().towards()).as("their own seal is no truth").isEqualTo(new Switches.Kind(0, 0, 1));
            assertThat(ReportPages.html(ModelReport.of(site.seen(), JobContext.unattended()))).contains("First opinions");
        }
    }

    @Test
    void what_a_reader_marked_and_the_model_found_is_no_false_negative() throws IOException {
        read();
        Optional<Tally> all = ModelReport.of(site.seen(), JobContext.unattended()).tallies().stream().findFirst();
        assertThat(all.orElseThrow().missed()).as("the mark around column 60 only").isEqualTo(1);
    }

    @Test
    void a_first_opinion_leaves_with_the_review_and_what_both_found_is_not_said_to_be_missed() throws IOException {
        read();
        FindingsJson out = FindingsJson.of(site.open(study).state());
        assertThat(out.firstOpinions()).singleElement().satisfies(o -> {
            assertThat(o.by()).isEqualTo(BlindSite.FIRST);
            assertThat(o.assessment()).isEqualTo("FINDING");
            assertThat(o.findings()).hasSameElementsAs(out.drawings().stream().map(FindingsJson.Drawing::id).toList());
        });
        assertThat(out.drawings()).allMatch(d -> d.finding().isPresent());
        assertThat(out.drawings().stream().filter(d -> d.missed().isPresent())).as("the mark around column 60 only").hasSize(1);
    }

    @Test
    void shares_have_wilsons_interval() {
        // Worked out by hand; Wilson 1927: 3 of 10 is 0.1078 to 0.6032, 0 of 10 is 0 to 0.2775.
        Share three = new Share(3, 10);
        assertThat(three.low()).isCloseTo(0.10779, within(1e-4));
        assertThat(three.high()).isCloseTo(0.60322, within(1e-4));
        assertThat(new Share(0, 10).low()).isZero();
        assertThat(new Share(0, 10).high()).isCloseTo(0.27753, within(1e-4));
        assertThat(new Share(0, 0).value()).isNaN();
    }
}
