package loupe.review.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.review.screen.Area;

/// How views lie side by side and what each shows, on one screen or several.
///
/// @param rows rows of equal views on the first screen, 1 to 4; 0 where it is freely split
/// @param columns views in a row of the first screen, likewise
/// @param views the first screen's, one for each place of its layout
/// @param linked whether views follow each other; a view alone counts as linked
/// @param lines whether reference lines are drawn
/// @param further the screens after the first; none in rules that were kept before there could be several
/// @param areas the places of the first screen's views where it is freely split, else none
public record Arrangement(
        int rows, int columns, List<HungView> views, boolean linked, boolean lines, List<HungScreen> further, List<Area> areas) {
    /// Most screens.
    public static final int MOST_SCREENS = 8;

    /// Checks the numbers.
    public Arrangement {
        HungScreen first = new HungScreen(rows, columns, views, areas);
        views = first.views();
        areas = first.areas();
        further = further == null ? List.of() : List.copyOf(further);
        linked = linked || views.size() == 1 && further.isEmpty();
        if (further.size() >= MOST_SCREENS) {
            throw new IllegalArgumentException("an arrangement has at most " + MOST_SCREENS + " screens");
        }
    }

    /// On one screen.
    public Arrangement(int rows, int columns, List<HungView> views, boolean linked, boolean lines) {
        this(rows, columns, views, linked, lines, List.of(), List.of());
    }

    /// On one screen or several.
    ///
    /// @param screens at least one
    public static Arrangement of(List<HungScreen> screens, boolean linked, boolean lines) {
        HungScreen first = screens.getFirst();
        return new Arrangement(
                first.rows(), first.columns(), first.views(), linked, lines, screens.subList(1, screens.size()), first.areas());
    }

    /// Its screens, the first one first.
    public List<HungScreen> screens() {
        List<HungScreen> out = new ArrayList<>(List.of(new HungScreen(rows, columns, views, areas)));
        out.addAll(further);
        return List.copyOf(out);
    }

    /// Views of all screens, screen by screen.
    public List<HungView> everyView() {
        return Stream.concat(views.stream(), further.stream().flatMap(s -> s.views().stream())).toList();
    }

    /// What of it fits on so many screens.
    ///
    /// @param most screens there are, at least one
    public Arrangement on(int most) {
        List<HungScreen> all = screens();
        return of(all.subList(0, Math.min(most, all.size())), linked, lines);
    }

    /// The same, linked and with reference lines or not.
    public Arrangement with(boolean linkedNow, boolean linesNow) {
        return of(screens(), linkedNow, linesNow);
    }

    /// Whether any view shows a prior.
    public boolean hasPrior() {
        return everyView().stream().anyMatch(HungView::prior);
    }

    /// The arrangement as a person says it.
    public String text() {
        StringBuilder out = new StringBuilder();
        List<HungScreen> all = screens();
        for (int i = 0; i < all.size(); i++) {
            String screen = all.size() == 1 ? "" : (i > 0 ? "; " : "") + "screen " + (i + 1) + ": ";
            out.append(screen).append(all.get(i).text());
        }
        boolean several = everyView().size() > 1;
        return out + (several && !linked ? "; not linked" : "") + (several && !lines ? "; no reference lines" : "");
    }
}
