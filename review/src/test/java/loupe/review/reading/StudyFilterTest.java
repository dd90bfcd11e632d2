package loupe.review.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.study.Urgency.Level;
import loupe.review.hanging.BodyRegion;
import loupe.store.journal.SiteKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the list shows, and how each account keeps its own way to have it.
class StudyFilterTest {
    private static final StudyFilter.Line CHEST = line(StudyState.TO_REVIEW, "CT\\SEG", Level.URGENT, "", BodyRegion.CHEST);
    private static final StudyFilter.Line LIVER = line(StudyState.SEALED, "MR", Level.ROUTINE, "anna", BodyRegion.LIVER);
    private static final StudyFilter.Line UNKNOWN = line(StudyState.NEW, "US", Level.NOT_RATED, "ben");

    private static StudyFilter.Line line(StudyState state, String modalities, Level level, String reader, BodyRegion... regions) {
        StudySummary s = new StudySummary(
                "2.25.1", "P-7F3", "F", "061Y", "20260101", "x", modalities, 1, 1, state, 1, new Urgency(level, 1), Optional.empty());
        Optional<StudyClaim> claim =
                reader.isEmpty() ? Optional.empty() : Optional.of(new StudyClaim(reader, Instant.parse("2026-01-02T12:00:00Z")));
        return new StudyFilter.Line(
                new StudyEntry(1, s, List.of(regions), 0, claim, false, false), ListState.of(s, false), "p-7f3 f 61 y 2026-01-01 " + modalities.toLowerCase(Locale.ROOT));
    }

    private static List<StudyFilter.Line> shown(StudyFilter f) {
        return List.of(CHEST, LIVER, UNKNOWN).stream().filter(l -> f.fits(l, "anna")).toList();
    }

    @Test
    void lets_all_through_until_something_is_asked() {
        assertThat(shown(StudyFilter.ALL)).containsExactly(CHEST, LIVER, UNKNOWN);
    }

    @Test
    void asks_for_one_of_the_states_modalities_and_regions_and_for_all_of_these_at_once() {
        assertThat(shown(StudyFilter.ALL.withStates(List.of(ListState.SEALED, ListState.NEW)))).containsExactly(LIVER, UNKNOWN);
        assertThat(shown(StudyFilter.ALL.withModalities(List.of("CT", "US")))).containsExactly(CHEST, UNKNOWN);
        assertThat(shown(StudyFilter.ALL.withRegions(List.of(BodyRegion.ABDOMEN)))).as("the liver lies in it").containsExactly(LIVER);
        assertThat(shown(StudyFilter.ALL.withRegions(List.of(BodyRegion.CHEST)).withModalities(List.of("MR")))).isEmpty();
    }

    @Test
    void asks_for_an_urgency_at_least_and_for_ones_own() {
        assertThat(shown(StudyFilter.ALL.withAtLeast(Optional.of(Level.SOON)))).containsExactly(CHEST);
        assertThat(shown(StudyFilter.ALL.withMine(true))).containsExactly(LIVER);
    }

    @Test
    void asks_for_every_word_in_any_order_and_either_case() {
        assertThat(shown(StudyFilter.ALL.withWords("  CT 7F3 "))).containsExactly(CHEST);
        assertThat(shown(StudyFilter.ALL.withWords("7f3 nothing"))).isEmpty();
        assertThat(shown(StudyFilter.ALL.withWords("(*[\\"))).as("signs of patterns are only signs").isEmpty();
        assertThat(shown(StudyFilter.ALL.withWords(" "))).hasSize(3);
    }

    @Nested
    class Saved_views {
        @TempDir Path folder;

        private static SavedView view(String name, String words) {
            return new SavedView(name, StudyFilter.ALL.withWords(words).withAtLeast(Optional.of(Level.URGENT)), List.of("NUMBER", "STATE"));
        }

        @Test
        void are_each_accounts_own_and_come_back_with_everything_in_them() throws IOException {
            try (ListSite site = ListSite.make(folder)) {
                ListChoice annas = ListChoice.USUAL.withColumns(List.of("STATE", "PATIENT")).with(view("night", "ct"));
                new ListBook(site.store()).keep(annas);
                site.come(ListSite.TECHNICIAN);
                assertThat(new ListBook(site.store()).choice()).isEqualTo(ListChoice.USUAL);
                new ListBook(site.store()).keep(ListChoice.USUAL.with(view("mine", "us")));
                site.come(ListSite.ANNA);
                assertThat(new ListBook(site.store()).choice()).isEqualTo(annas);
            }
        }

        @Test
        void that_are_damaged_keep_nobody_from_the_list() throws IOException {
            try (ListSite site = ListSite.make(folder)) {
                site.store().putSite(SiteKind.WORKLIST, ListSite.ANNA, new byte[] {'{'});
                assertThat(new ListBook(site.store()).choice()).isEqualTo(ListChoice.USUAL);
            }
        }

        @Test
        void have_a_name_each_and_one_of_the_same_name_is_saved_anew() {
            ListChoice two = ListChoice.USUAL.with(view("a", "1")).with(view("b", "2")).with(view(" a ", "3"));
            assertThat(two.views()).extracting(SavedView::name).containsExactly("a", "b");
            assertThat(two.view("a").orElseThrow().filter().words()).isEqualTo("3");
            assertThat(two.without("a").views()).extracting(SavedView::name).containsExactly("b");
            assertThatThrownBy(() -> view(" ", "")).hasMessageContaining("needs a name");
            assertThatThrownBy(() -> view("x".repeat(41), "")).hasMessageContaining("1 to 40");
        }

        @Test
        void are_at_most_twenty_four() {
            ListChoice full = IntStream.range(0, ListChoice.MOST)
                    .mapToObj(i -> view("v" + i, ""))
                    .reduce(ListChoice.USUAL, ListChoice::with, (a, b) -> b);
            assertThatThrownBy(() -> full.with(view("one more", ""))).hasMessageContaining("at most 24");
        }
    }
}
