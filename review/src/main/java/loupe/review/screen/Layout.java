package loupe.review.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How views share a screen: without a gap and none over another; equal rows and columns, or freely split. Immutable.
///
/// @param areas what each view takes, 1 to 16, none narrower or lower than a sixteenth of the screen
public record Layout(List<Area> areas) {
    /// One view alone.
    public static final Layout ONE = new Layout(List.of(Area.SCREEN));
    /// Most rows or columns of equal views.
    public static final int MOST = 4;
    /// Narrowest and lowest a view gets.
    public static final int LEAST = Area.WHOLE / 16;

    /// Checks that the views share the whole screen.
    ///
    /// @throws IllegalArgumentException if they do not, or are too many or too small
    public Layout {
        areas = List.copyOf(areas);
        if (areas.isEmpty() || areas.size() > MOST * MOST) {
            throw new IllegalArgumentException("a layout has 1 to 16 views, had " + areas.size());
        }
        if (areas.stream().anyMatch(a -> a.right() - a.left() < LEAST || a.bottom() - a.top() < LEAST)) {
            throw new IllegalArgumentException("a view takes at least a sixteenth of its screen's width and height");
        }
        List<Area> all = areas;
        boolean over = IntStream.range(0, all.size()).anyMatch(i -> all.subList(0, i).stream().anyMatch(all.get(i)::overlaps));
        if (over || all.stream().mapToLong(Area::size).sum() != Area.SCREEN.size()) {
            throw new IllegalArgumentException("views must share their screen without gaps, none over another");
        }
    }

    /// Equal views in rows.
    ///
    /// @param rows 1 to 4
    /// @param columns views in a row, 1 to 4
    public static Layout grid(int rows, int columns) {
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST) {
            throw new IllegalArgumentException("a layout has 1 to 4 rows and columns, had " + rows + " x " + columns);
        }
        List<Area> out = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                out.add(new Area(part(c, columns), part(r, rows), part(c + 1, columns), part(r + 1, rows)));
            }
        }
        return new Layout(out);
    }

    private static int part(int i, int of) {
        return (int) Math.round((double) i * Area.WHOLE / of);
    }

    /// Rows of equal views, or 0 where it is no such layout.
    public int rows() {
        for (int rows = 1; rows <= MOST; rows++) {
            int columns = views() / rows;
            if (columns <= MOST && columns * rows == views() && equals(grid(rows, columns))) {
                return rows;
            }
        }
        return 0;
    }

    /// Number of views.
    public int views() {
        return areas.size();
    }

    /// One view cut in two; the second half comes after it.
    ///
    /// @param view which, from 0
    /// @param across whether the halves lie side by side, else one below the other
    /// @return empty where the halves would be too small or too many
    public Optional<Layout> split(int view, boolean across) {
        Area a = areas.get(view);
        int middle = (a.from(across) + a.to(across)) / 2;
        if (views() == MOST * MOST || a.to(across) - a.from(across) < 2 * LEAST) {
            return Optional.empty();
        }
        List<Area> out = new ArrayList<>(areas);
        out.set(view, a.with(across, a.from(across), middle));
        out.add(view + 1, a.with(across, middle, a.to(across)));
        return Optional.of(new Layout(out));
    }

    /// Without a view; those along one of its sides grow over its place.
    ///
    /// @param view which, from 0
    /// @return empty where no side has views that end where it does, or it is the last
    public Optional<Layout> without(int view) {
        for (boolean across : new boolean[] {true, false}) {
            for (boolean after : new boolean[] {false, true}) {
                Optional<Layout> grown = without(view, across, after);
                if (grown.isPresent()) {
                    return grown;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Layout> without(int view, boolean across, boolean after) {
        Area gone = areas.get(view);
        List<Area> out = new ArrayList<>();
        int filled = 0;
        for (int i = 0; i < views(); i++) {
            Area a = areas.get(i);
            boolean touches = after ? a.from(across) == gone.to(across) : a.to(across) == gone.from(across);
            boolean beside = a.from(!across) >= gone.from(!across) && a.to(!across) <= gone.to(!across);
            if (touches && beside) {
                filled += a.to(!across) - a.from(!across);
                out.add(after ? a.with(across, gone.from(across), a.to(across)) : a.with(across, a.from(across), gone.to(across)));
            } else if (i != view) {
                out.add(a);
            }
        }
        return filled == gone.to(!across) - gone.from(!across) ? Optional.of(new Layout(out)) : Optional.empty();
    }

    /// The lines between views.
    public List<LayoutEdge> edges() {
        return LayoutEdge.of(areas);
    }

    /// With a line between views elsewhere, as far as the views beside it can give way.
    ///
    /// @param edge one of its edges, where it stands or stood: only which views it parts counts
    /// @param to where it is to be, in ten-thousandths of the screen
    public Layout moved(LayoutEdge edge, int to) {
        boolean across = edge.across();
        int least = edge.before().stream().mapToInt(i -> areas.get(i).from(across)).max().orElseThrow() + LEAST;
        int most = edge.after().stream().mapToInt(i -> areas.get(i).to(across)).min().orElseThrow() - LEAST;
        int at = Math.clamp(to, least, most);
        List<Area> out = new ArrayList<>(areas);
        edge.before().forEach(i -> out.set(i, areas.get(i).with(across, areas.get(i).from(across), at)));
        edge.after().forEach(i -> out.set(i, areas.get(i).with(across, at, areas.get(i).to(across))));
        return new Layout(out);
    }

    /// With one view wider (or higher) by a part of the screen, or narrower: the line after it moves, or before it where it is last.
    ///
    /// @param view which, from 0
    /// @param across whether wider, else higher
    /// @param by in ten-thousandths of the screen; below 0 for narrower
    public Layout grown(int view, boolean across, int by) {
        List<LayoutEdge> edges = edges().stream().filter(e -> e.across() == across).toList();
        Optional<Layout> after = edges.stream().filter(e -> e.before().contains(view)).findFirst().map(e -> moved(e, e.at() + by));
        return after.or(() -> edges.stream().filter(e -> e.after().contains(view)).findFirst().map(e -> moved(e, e.at() - by)))
                .orElse(this);
    }

    /// The layout as a person says it.
    public String text() {
        int rows = rows();
        return views() == 1 ? "one view" : rows > 0 ? rows + " × " + views() / rows + " views" : views() + " views, freely split";
    }
}
