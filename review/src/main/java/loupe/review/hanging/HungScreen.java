package loupe.review.hanging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How the views of one screen lie side by side and what each shows.
///
/// @param rows rows of views, 1 to 4
/// @param columns views in a row, 1 to 4
/// @param views row by row, one for each place
public record HungScreen(int rows, int columns, List<HungView> views) {
    private static final int MOST = 4;

    /// Checks the numbers.
    public HungScreen {
        views = List.copyOf(views);
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST || views.size() != rows * columns) {
            throw new IllegalArgumentException("an arrangement has 1 to 4 rows and columns and a view for each place");
        }
    }

    /// What the screen shows, as a person says it.
    String text() {
        Map<String, Integer> times = new LinkedHashMap<>();
        views.forEach(v -> times.merge(v.text(), 1, Integer::sum));
        String shown = times.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() > 1 ? " (" + e.getValue() + " views)" : ""))
                .collect(Collectors.joining("; "));
        return (views.size() == 1 ? "one view" : rows + " × " + columns + " views") + " – " + shown;
    }
}
