package loupe.review.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void equal_views_are_known_as_such_and_others_are_not() {
        for (int rows = 1; rows <= 4; rows++) {
            for (int columns = 1; columns <= 4; columns++) {
                assertThat(Layout.grid(rows, columns).views()).isEqualTo(rows * columns);
                assertThat(Layout.grid(rows, columns).rows()).isEqualTo(rows);
            }
        }
        Layout uneven = Layout.grid(1, 2).grown(0, true, 1000);
        assertThat(uneven.rows()).isZero();
        assertThat(uneven.text()).isEqualTo("2 views, freely split");
        assertThat(Layout.grid(2, 3).text()).isEqualTo("2 × 3 views");
    }

    @Test
    void a_view_is_cut_in_two_and_the_other_half_closes_again() {
        Layout one = Layout.ONE.split(0, true).orElseThrow();
        assertThat(one).isEqualTo(Layout.grid(1, 2));
        Layout three = one.split(1, false).orElseThrow();
        assertThat(three.areas()).containsExactly(
                new Area(0, 0, 5000, 10000), new Area(5000, 0, 10000, 5000), new Area(5000, 5000, 10000, 10000));
        assertThat(three.without(2)).contains(one);
        assertThat(three.without(1)).contains(one);
        assertThat(three.without(0)).as("both on the right grow").contains(Layout.grid(2, 1));
        assertThat(Layout.ONE.without(0)).isEmpty();
    }

    @Test
    void a_line_takes_all_that_touch_it_along_and_none_gets_too_small() {
        Layout three = Layout.grid(1, 2).split(1, false).orElseThrow();
        LayoutEdge upright = three.edges().stream().filter(LayoutEdge::across).findFirst().orElseThrow();
        assertThat(upright.before()).containsExactly(0);
        assertThat(upright.after()).containsExactly(1, 2);
        assertThat(three.moved(upright, 7000).areas()).extracting(Area::left).containsExactly(0, 7000, 7000);
        assertThat(three.moved(upright, 99_999).areas().get(1).left()).isEqualTo(Area.WHOLE - Layout.LEAST);
        assertThat(three.moved(upright, -5).areas().get(0).right()).isEqualTo(Layout.LEAST);
        LayoutEdge level = three.edges().stream().filter(e -> !e.across()).findFirst().orElseThrow();
        assertThat(level.from()).as("only under the right half").isEqualTo(5000);
        assertThat(three.moved(level, 2500).areas().get(0)).isEqualTo(three.areas().get(0));
    }

    @Test
    void what_does_not_share_the_screen_is_refused() {
        assertThatThrownBy(() -> new Layout(List.of(new Area(0, 0, 5000, 10000)))).hasMessageContaining("without gaps");
        assertThatThrownBy(() -> new Layout(List.of(Area.SCREEN, new Area(0, 0, 5000, 10000)))).hasMessageContaining("over another");
        assertThatThrownBy(() -> new Layout(List.of(new Area(0, 0, 100, 10000), new Area(100, 0, 10000, 10000))))
                .hasMessageContaining("sixteenth");
        assertThatThrownBy(() -> Layout.grid(1, 5)).hasMessageContaining("1 to 4");
    }

    /// The constructor refuses gaps, so that none comes of any step is shown by there being none refused.
    @Test
    void any_walk_of_splits_moves_and_closings_shares_the_screen() {
        Random random = new Random(13);
        int closed = 0;
        for (int walk = 0; walk < 300; walk++) {
            Layout at = Layout.grid(1 + random.nextInt(3), 1 + random.nextInt(3));
            for (int step = 0; step < 40; step++) {
                int view = random.nextInt(at.views());
                List<LayoutEdge> edges = at.edges();
                switch (random.nextInt(4)) {
                    case 0 -> at = at.split(view, random.nextBoolean()).orElse(at);
                    case 1 -> {
                        Optional<Layout> less = at.without(view);
                        closed += less.isPresent() ? 1 : 0;
                        at = less.orElse(at);
                    }
                    case 2 -> at = edges.isEmpty() ? at : at.moved(edges.get(random.nextInt(edges.size())), random.nextInt(10_001));
                    default -> at = at.grown(view, random.nextBoolean(), random.nextInt(2001) - 1000);
                }
                assertThat(at.edges()).allMatch(e -> !e.before().isEmpty() && !e.after().isEmpty() && e.from() < e.to());
            }
        }
        assertThat(closed).isGreaterThan(500);
    }
}
