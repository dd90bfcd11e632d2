package loupe.review.hanging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import loupe.review.screen.Area;
import loupe.review.screen.Layout;

/// How the views of one screen lie side by side and what each shows.
///
/// @param rows rows of equal views, 1 to 4; 0 where the screen is freely split
/// @param columns views in a row, likewise
/// @param views what each view shows, in the layout's order
/// @param areas the views' places where the screen is freely split; else none, as in rules kept before it could be
public record HungScreen(int rows, int columns, List<HungView> views, List<Area> areas) {
    /// Checks the numbers.
    public HungScreen {
        views = List.copyOf(views);
        areas = areas == null ? List.of() : List.copyOf(areas);
        Layout layout = areas.isEmpty() ? Layout.grid(rows, columns) : new Layout(areas);
        if (views.size() != layout.views()) {
            throw new IllegalArgumentException("an arrangement has a view for each place of its layout");
        }
    }

    /// Equal views.
    public HungScreen(int rows, int columns, List<HungView> views) {
        this(rows, columns, views, List.of());
    }

    /// In any layout.
    public static HungScreen of(Layout layout, List<HungView> views) {
        int rows = layout.rows();
        return rows > 0 ? new HungScreen(rows, layout.views() / rows, views) : new HungScreen(0, 0, views, layout.areas());
    }

    /// How the views lie.
    public Layout layout() {
        return areas.isEmpty() ? Layout.grid(rows, columns) : new Layout(areas);
    }

    /// What the screen shows, as a person says it.
    String text() {
        Map<String, Integer> times = new LinkedHashMap<>();
        views.forEach(v -> times.merge(v.text(), 1, Integer::sum));
        String shown = times.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() > 1 ? " (" + e.getValue() + " views)" : ""))
                .collect(Collectors.joining("; "));
        return layout().text() + " – " + shown;
    }
}
