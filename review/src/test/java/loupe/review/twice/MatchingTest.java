package loupe.review.twice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import loupe.core.finding.FindingId;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.ReviewState;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two readings are matched by place, one to one, the best pair first, the same whatever order they come in.
class MatchingTest {
    @TempDir Path folder;
    private TwiceSite site;

    @BeforeEach
    void a_site() throws IOException {
        site = TwiceSite.make(folder, 1);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    /// A reading of a study of its own in which models found two balls.
    private ReviewState reading(Set<String> accepted, TwiceSite.Work work) throws IOException {
        String study = site.found(2);
        site.decide(study, accepted);
        ReviewSession session = site.open(study);
        work.on(session);
        return session.state();
    }

    private static List<String> names(List<Matching.Pair> pairs) {
        return pairs.stream().map(p -> p.first().id() + "=" + p.second().id()).toList();
    }

    private static List<String> ids(List<ReadFinding> all) {
        return all.stream().map(ReadFinding::id).toList();
    }

    @Test
    void findings_both_let_stand_are_one_and_what_one_rejected_is_a_difference() throws IOException {
        Matching m = Matching.of(reading(Set.of("F1"), s -> { }), reading(Set.of("F1", "F2"), s -> { }));
        assertThat(names(m.agreed())).containsExactly("F1=F1");
        assertThat(m.onlyFirst()).isEmpty();
        assertThat(ids(m.onlySecond())).containsExactly("F2");
        assertThat(m.differences()).singleElement().satisfies(d -> {
            assertThat(d.number()).isEqualTo(1);
            assertThat(d.kind()).isEqualTo(Difference.Kind.FOUND_BY_ONE);
        });
    }

    @Test
    void outlines_of_one_thing_agree_from_dice_07_on() throws IOException {
        ReviewState small = reading(Set.of(), s -> TwiceSite.outline(s, TwiceSite.square(100, 15, 3), TwiceSite.NODULE));
        ReviewState alike = reading(Set.of(), s -> TwiceSite.outline(s, TwiceSite.square(101, 15, 3), TwiceSite.NODULE));
        ReviewState large = reading(Set.of(), s -> TwiceSite.outline(s, TwiceSite.square(100, 15, 6), TwiceSite.NODULE));
        assertThat(Matching.of(small, alike).pairs().getFirst().dice().orElseThrow())
                .as("2 * 42 / 98").isCloseTo(84.0 / 98, within(1e-12));
        assertThat(Matching.of(small, alike).differences()).isEmpty();
        assertThat(Matching.of(small, large).differences()).singleElement().satisfies(d -> {
            assertThat(d.kind()).isEqualTo(Difference.Kind.OUTLINE);
            assertThat(d.dice().orElseThrow()).as("2 * 49 / 218").isCloseTo(98.0 / 218, within(1e-12));
        });
    }

    @Test
    void one_place_and_two_kinds_is_a_difference_and_unnamed_is_none() throws IOException {
        ReviewState nodule = reading(Set.of(), s -> TwiceSite.outline(s, TwiceSite.square(100, 15, 3), TwiceSite.NODULE));
        ReviewState cyst = reading(Set.of(), s -> TwiceSite.outline(s, TwiceSite.square(100, 15, 3), TwiceSite.CYST));
        ReviewState unnamed = reading(Set.of(), s -> s.draw(TwiceSite.circle(100, 15, 4)));
        assertThat(Matching.of(nodule, cyst).differences()).extracting(Difference::kind).containsExactly(Difference.Kind.NAMED);
        assertThat(Matching.of(nodule, unnamed).differences()).as("a circle over it, of no kind").isEmpty();
        assertThat(names(Matching.of(nodule, unnamed).agreed())).containsExactly("R1=M1");
        assertThat(names(Matching.of(unnamed, nodule).agreed())).containsExactly("M1=R1");
    }

    @Test
    void a_finding_outlined_anew_is_the_models_that_the_other_let_stand() throws IOException {
        Matching m = Matching.of(
                reading(Set.of("F2"), s -> TwiceSite.outline(s, TwiceSite.square(6, 10, 1), TwiceSite.NODULE)),
                reading(Set.of("F1", "F2"), s -> { }));
        assertThat(names(m.pairs())).containsExactlyInAnyOrder("R1=F1", "F2=F2");
        assertThat(m.differences()).isEmpty();
    }

    @Test
    void drawings_match_where_they_overlap_or_lie_within_5_mm_and_each_once_the_best_first() throws IOException {
        ReviewState first = reading(Set.of(), s -> {
            s.draw(TwiceSite.circle(100, 15, 5));
            s.draw(TwiceSite.point(150, 15));
            s.draw(TwiceSite.point(200, 15));
        });
        ReviewState second = reading(Set.of(), s -> {
            s.draw(TwiceSite.circle(104, 15, 5));
            s.draw(TwiceSite.circle(101, 15, 5));
            s.draw(TwiceSite.point(154, 15));
            s.draw(TwiceSite.point(206, 15));
        });
        Matching m = Matching.of(first, second);
        assertThat(names(m.pairs())).containsExactlyInAnyOrder("M1=M2", "M2=M3");
        assertThat(ids(m.onlyFirst())).containsExactly("M3");
        assertThat(ids(m.onlySecond())).containsExactlyInAnyOrder("M1", "M4");
        assertThat(m.differences()).extracting(d -> d.first().or(d::second).orElseThrow().id()).as("by place").containsExactly(
                "M1", "M3", "M4");

        List<ReadFinding> turned = new ArrayList<>(ReadFinding.of(second));
        Collections.reverse(turned);
        assertThat(names(Matching.of(ReadFinding.of(first), turned).pairs())).containsExactlyInAnyOrder("M1=M2", "M2=M3");
    }

    @Test
    void an_organ_is_never_one_with_a_lesion_in_it() throws IOException {
        ReviewState lesion = reading(Set.of("F1"), s -> { });
        ReviewState organ = reading(Set.of(), s -> {
            FindingId id = s.begin(new ReviewSession.NewSegment(TwiceSite.SERIES, TwiceSite.GRID, true,
                    new SegmentDescription("lung", Segment.ANATOMY, TwiceSite.NODULE, 1)));
            s.paint(id, "brush", TwiceSite.square(6, 10, 1).asDelta());
        });
        assertThat(Matching.of(lesion, organ).pairs()).isEmpty();
        assertThat(Matching.of(lesion, organ).differences()).hasSize(2);
    }
}
