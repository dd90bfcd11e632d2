package loupe.core.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A slide cut into square tiles at every halving of its resolution, whatever levels and tiles its files have.
///
/// @param columns pixels across level 0
/// @param rows pixels down level 0
public record ZoomLevels(long columns, long rows) {
    /// Pixels a side of a tile. Large ones look less like a mosaic while they come in, small ones come sooner.
    public static final int TILE = 512;

    /// Checks the size.
    public ZoomLevels {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("a slide has pixels");
        }
    }

    /// A tile.
    ///
    /// @param level 0 is the finest; each further one has half the resolution
    /// @param column place among the level's tiles, from the left
    /// @param row the same from the top
    public record Tile(int level, int column, int row) {
        /// Pixels of level 0 along its side.
        public double side() {
            return Math.scalb((double) TILE, level);
        }

        /// The tile of the next coarser level that holds this one.
        public Tile parent() {
            return new Tile(level + 1, column >> 1, row >> 1);
        }

        /// What it shows, in pixels of level 0; may reach beyond the slide.
        public SlideView.Box box() {
            return new SlideView.Box(column * side(), row * side(), (column + 1) * side(), (row + 1) * side());
        }
    }

    /// Index of the coarsest level, which is one tile.
    public int coarsest() {
        int level = 0;
        while (Math.max(columns, rows) > Math.scalb((double) TILE, level)) {
            level++;
        }
        return level;
    }

    /// The coarsest level with at least the detail of a scale.
    public int levelFor(double downsampling) {
        return Math.clamp(Math.getExponent(downsampling * 1.0001), 0, coarsest());
    }

    /// The tiles of a level that a rectangle touches, those nearest to its middle first.
    public List<Tile> touching(SlideView.Box box, int level) {
        double side = Math.scalb((double) TILE, level);
        int c0 = (int) Math.max(0, Math.floor(box.left() / side));
        int r0 = (int) Math.max(0, Math.floor(box.top() / side));
        int c1 = (int) Math.min(Math.ceil(columns / side), Math.ceil(box.right() / side));
        int r1 = (int) Math.min(Math.ceil(rows / side), Math.ceil(box.bottom() / side));
        List<Tile> out = new ArrayList<>();
        for (int r = r0; r < r1; r++) {
            for (int c = c0; c < c1; c++) {
                out.add(new Tile(level, c, r));
            }
        }
        double mx = (box.left() + box.right()) / (2 * side) - 0.5;
        double my = (box.top() + box.bottom()) / (2 * side) - 0.5;
        out.sort(Comparator.comparingDouble(t -> Math.hypot(t.column - mx, t.row - my)));
        return out;
    }

    /// The tiles to have for a view, in the order they should come.
    ///
    /// @param tiles the whole slide, a coarse picture of what is in view, what is in view, and what comes into view next
    /// @param inView how many of them, from the first on, the view needs as it stands
    public record Wanted(List<Tile> tiles, int inView) {
        /// Copies the list.
        public Wanted {
            tiles = List.copyOf(tiles);
        }
    }

    /// The tiles to have for a view. Next comes the edge it is led over, or the field beside it where it went by fields.
    ///
    /// @param dx where the view is going, in screen pixels to the right; 0 where it stands
    /// @param dy the same downwards
    public Wanted wanted(SlideView v, double dx, double dy) {
        int level = levelFor(v.downsampling());
        Set<Tile> out = new LinkedHashSet<>(touching(v.box(), coarsest()));
        out.addAll(touching(v.box(), Math.min(level + 2, coarsest())));
        out.addAll(touching(v.box(), level));
        int inView = out.size();
        if (dx != 0 || dy != 0) {
            double reach = Math.max(1, TILE * 0.75 / Math.hypot(dx, dy));
            SlideView ahead = v.moved(dx * reach, dy * reach);
            out.addAll(touching(ahead.box(), level));
        }
        return new Wanted(List.copyOf(out), inView);
    }
}
