package loupe.review.hanging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How views lie side by side and what each shows.
///
/// @param rows rows of views, 1 to 4
/// @param columns views in a row, 1 to 4
/// @param views row by row, one for each place
/// @param linked whether views follow each other; a view alone counts as linked
/// @param lines whether reference lines are drawn
public record Arrangement(int rows, int columns, List<HungView> views, boolean linked, boolean lines) {
    private static final int MOST = 4;

    /// Checks the numbers.
    public Arrangement {
        views = List.copyOf(views);
        linked = linked || views.size() == 1;
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST || views.size() != rows * columns) {
            throw new IllegalArgumentException("an arrangement has 1 to 4 rows and columns and a view for each place");
        }
    }

    /// Whether any view shows a prior.
    public boolean hasPrior() {
        return views.stream().anyMatch(HungView::prior);
    }

    /// The arrangement as a person says it.
    public String text() {
        Map<String, Integer> times = new LinkedHashMap<>();
        views.forEach(v -> times.merge(v.text(), 1, Integer::sum));
        String shown = times.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() > 1 ? " (" + e.getValue() + " views)" : ""))
                .collect(Collectors.joining("; "));
        String layout = views.size() == 1 ? "one view" : rows + " × " + columns + " views";
        return layout + " – " + shown + (views.size() > 1 && !linked ? "; not linked" : "")
                + (views.size() > 1 && !lines ? "; no reference lines" : "");
    }
}
