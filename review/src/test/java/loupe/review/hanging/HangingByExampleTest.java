package loupe.review.hanging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-5: what a reader arranged once hangs so again, after the door and a restart.
class HangingByExampleTest {
    @TempDir Path folder;
    private HangingSite site;

    @BeforeEach
    void opens() throws IOException {
        site = new HangingSite(folder);
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private HangingSite.Read imported(DrawnStudy study, String uid) throws IOException {
        return site.imported(study, uid, "patient " + uid, "20240105");
    }

    private static Arrangement seen(HangingSite.Read r, List<Integer> shown) {
        List<HungView> views = new ArrayList<>();
        for (int number : shown) {
            views.add(HungView.of(r.kind().series().get(r.numbers().indexOf(number)), r.kind().series(), false, Look.USUAL));
        }
        int rows = shown.size() > 3 ? 2 : 1;
        return new Arrangement(rows, shown.size() / rows, views, true, true);
    }

    @Test
    void thirty_kinds_of_study_hang_as_they_were_arranged_once_in_a_new_session_from_other_scanners() throws IOException {
        List<ThirtyKinds.Kind> all = ThirtyKinds.all();
        assertThat(all).hasSize(30);
        Map<String, HangingRule> made = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            HangingSite.Read r = imported(all.get(i).one(), "1.2." + (100 + i));
            HangingRule rule = HangingRule.byExample(r.kind(), seen(r, all.get(i).hung()));
            HangingBook book = new HangingBook(site.store());
            book.keep(book.rules().with(rule));
            made.put(all.get(i).name(), rule);
        }
        site.restart();
        HangingRules rules = new HangingBook(site.store()).rules();
        assertThat(rules.rules()).as("no two kinds are taken for one").hasSize(30);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ThirtyKinds.Kind k = all.get(i);
            HangingSite.Read r = imported(k.other(), "1.3." + (100 + i));
            List<HangingRules.Match> found = rules.matches(r.kind());
            HangingRule rule = found.isEmpty() ? rules.rules().getFirst() : found.getFirst().rule();
            Hung hung = Hung.of(rule.how(), r.kind().series(), List.of());
            List<Integer> shown = hung.places().stream().map(p -> p.isPresent() ? r.numbers().get(p.getAsInt()) : -1).toList();
            if (found.isEmpty() || !rule.equals(made.get(k.name())) || !shown.equals(k.expected())) {
                wrong.add(k.name() + ": " + r.kind().text() + " " + r.kind().phases() + " hung by " + rule.text() + " as " + shown
                        + " for " + k.expected() + " missing " + hung.missing());
            }
        }
        assertThat(wrong).isEmpty();
    }
}
