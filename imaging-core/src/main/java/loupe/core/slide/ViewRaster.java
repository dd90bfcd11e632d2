package loupe.core.slide;

import java.util.Arrays;

/// A screen's pixels onto which pictures of tiles are put where they stand in a view. Colours are premultiplied ARGB; a tile's edges
/// come to whole pixels of the screen, so that no seam shows between tiles. Between pixels colours are interpolated linearly, but not
/// where a pixel of the slide covers more than two of the screen: there it stays a square. One thread at a time.
public final class ViewRaster {
    private static final double SQUARES = 0.5;
    private static final int ONE = 256;
    private static final int LANES = 0x00ff00ff;
    private static final int HALF = 0x00800080;

    private final SlideView view;
    private final int[] out;

    /// @param view what is in view, in the screen's pixels
    /// @param out the screen's pixels, row by row, at least `width` x `height` of them; cleared
    public ViewRaster(SlideView view, int[] out) {
        this.view = view;
        this.out = out;
        Arrays.fill(out, 0, view.width() * view.height(), 0);
    }

    /// Pixels of a tile.
    ///
    /// @param argb row by row
    /// @param side pixels across and down
    /// @param shows what they show, in pixels of level 0
    @SuppressWarnings("ArrayRecordComponent")
    public record TilePixels(int[] argb, int side, SlideView.Box shows) {}

    /// Puts a part of a tile down in place of what was there.
    ///
    /// @param part in pixels of level 0, within what the tile shows
    public void put(TilePixels tile, SlideView.Box part) {
        draw(tile, part, false);
    }

    /// Lays a part of a tile over what is there.
    ///
    /// @param part in pixels of level 0, within what the tile shows
    public void over(TilePixels tile, SlideView.Box part) {
        draw(tile, part, true);
    }

    /// Where the pixels of one way of the screen come from.
    ///
    /// @param first first pixel of the screen
    /// @param from for each, the pixel of the tile
    /// @param share for each, how much the next pixel of the tile adds, of 256
    /// @param next for each, the next pixel
    @SuppressWarnings("ArrayRecordComponent")
    private record Way(int first, int[] from, int[] next, int[] share) {
        /// @param begin where the part begins on the screen
        /// @param end where it ends
        /// @param pixels of the screen
        /// @param low where it begins in the tile, in its pixels
        /// @param high where it ends
        static Way of(int begin, int end, int pixels, double low, double high, int side, boolean smooth) {
            int first = Math.max(0, begin);
            int n = Math.max(0, Math.min(pixels, end) - first);
            int[] from = new int[n];
            int[] next = new int[n];
            int[] share = new int[n];
            double step = (high - low) / (end - begin);
            int least = Math.clamp((int) Math.floor(low + 1e-6), 0, side - 1);
            int most = Math.clamp((int) Math.ceil(high - 1e-6) - 1, least, side - 1);
            for (int i = 0; i < n; i++) {
                double at = low + (first + i - begin + 0.5) * step - (smooth ? 0.5 : 0);
                int f = (int) Math.floor(at + 1e-6);
                from[i] = Math.clamp(f, least, most);
                next[i] = Math.clamp(f + 1, least, most);
                share[i] = smooth ? (int) Math.rint(Math.clamp(at - f, 0, 1) * ONE) : 0;
            }
            return new Way(first, from, next, share);
        }

        int pixels() {
            return from.length;
        }

        /// Whether each pixel of the screen is one of the tile, side by side.
        boolean isPlain() {
            for (int i = 0; i < from.length; i++) {
                if (share[i] != 0 || from[i] != from[0] + i) {
                    return false;
                }
            }
            return true;
        }
    }

    private void draw(TilePixels tile, SlideView.Box part, boolean over) {
        int left = (int) Math.rint(view.screenX(part.left()));
        int right = (int) Math.rint(view.screenX(part.right()));
        int top = (int) Math.rint(view.screenY(part.top()));
        int bottom = (int) Math.rint(view.screenY(part.bottom()));
        if (right <= left || bottom <= top || right <= 0 || bottom <= 0 || left >= view.width() || top >= view.height()) {
            return;
        }
        boolean smooth = view.downsampling() > SQUARES;
        double per = tile.side / (tile.shows.right() - tile.shows.left());
        Way across = Way.of(left, right, view.width(), (part.left() - tile.shows.left()) * per,
                (part.right() - tile.shows.left()) * per, tile.side, smooth);
        Way down = Way.of(top, bottom, view.height(), (part.top() - tile.shows.top()) * per,
                (part.bottom() - tile.shows.top()) * per, tile.side, smooth);
        boolean plain = across.isPlain();
        int[] row = new int[across.pixels()];
        for (int y = 0; y < down.pixels(); y++) {
            int to = (down.first + y) * view.width() + across.first;
            int upper = down.from[y] * tile.side;
            if (plain && down.share[y] == 0) {
                System.arraycopy(tile.argb, upper + across.from[0], row, 0, row.length);
            } else {
                row(tile.argb, across, upper, down.next[y] * tile.side, down.share[y], row);
            }
            if (over) {
                lay(row, to);
            } else {
                System.arraycopy(row, 0, out, to, row.length);
            }
        }
    }

    private static void row(int[] argb, Way across, int upper, int lower, int share, int[] row) {
        for (int x = 0; x < row.length; x++) {
            int f = across.from[x];
            int n = across.next[x];
            int a = mixed(argb[upper + f], argb[upper + n], across.share[x]);
            row[x] = share == 0 ? a : mixed(a, mixed(argb[lower + f], argb[lower + n], across.share[x]), share);
        }
    }

    /// Two colours mixed, two channels at once.
    ///
    /// @param share of the second, of 256
    private static int mixed(int a, int b, int share) {
        if (a == b || share == 0) {
            return a;
        }
        int rest = ONE - share;
        int low = (a & LANES) * rest + (b & LANES) * share + HALF;
        int high = (a >>> 8 & LANES) * rest + (b >>> 8 & LANES) * share + HALF;
        return low >>> 8 & LANES | high & ~LANES;
    }

    private void lay(int[] row, int to) {
        for (int x = 0; x < row.length; x++) {
            int s = row[x];
            int rest = 255 - (s >>> 24);
            if (rest == 0) {
                out[to + x] = s;
            } else if (s != 0) {
                int d = out[to + x];
                out[to + x] = s + (scaled(d & LANES, rest) | scaled(d >>> 8 & LANES, rest) << 8);
            }
        }
    }

    /// Two channels by a share of 255, rounded.
    private static int scaled(int lanes, int share) {
        int v = lanes * share + HALF;
        return v + (v >>> 8 & LANES) >>> 8 & LANES;
    }
}
