package loupe.core.dicom.slide;

import java.io.IOException;
import java.util.Arrays;
import loupe.core.image.RasterImage;

/// Reads regions of a slide at any place and scale. Safe for any thread.
public final class SlideReader {
    private static final int EMPTY = 0xffffffff;
    private static final int MOST_PIXELS = 1 << 28;

    private static final double NEARLY = 0.02;

    private final SlidePyramid pyramid;
    private final TileCache cache;

    /// A reader of a pyramid through a cache.
    public SlideReader(SlidePyramid pyramid, TileCache cache) {
        this.pyramid = pyramid;
        this.cache = cache;
    }

    /// The pyramid.
    public SlidePyramid pyramid() {
        return pyramid;
    }

    /// A rectangle of one image's own pixels, exactly as stored; white where no tile lies.
    ///
    /// @param image a level, or the label, overview or thumbnail
    /// @param path index of the optical path
    /// @param area what to read, in the image's pixels
    /// @throws IOException if a tile cannot be read or decoded
    public RasterImage.Colour read(TiledImage image, int path, Area area) throws IOException {
        return read(image, path, area, new int[area.pixels()]);
    }

    private RasterImage.Colour read(TiledImage image, int path, Area area, int[] out) throws IOException {
        Arrays.fill(out, EMPTY);
        for (TileMap.Tile t : image.tiles().touching(path, area)) {
            int[] tile = cache.tile(t);
            long from = Math.max(t.column(), area.column);
            long to = Math.min(
                    Math.min((long) t.column() + image.tileColumns(), image.columns()), area.column + area.width);
            long last = Math.min(Math.min((long) t.row() + image.tileRows(), image.rows()), area.row + area.height);
            for (long row = Math.max(t.row(), area.row); row < last && from < to; row++) {
                int source = (int) ((row - t.row()) * image.tileColumns() + from - t.column());
                int target = (int) ((row - area.row) * area.width + from - area.column);
                System.arraycopy(tile, source, out, target, (int) (to - from));
            }
        }
        return new RasterImage.Colour(area.width, area.height, out);
    }

    /// A rectangle of pixels.
    ///
    /// @param column first column; may lie outside
    /// @param row first row; may lie outside
    /// @param width columns, at least 1
    /// @param height rows, at least 1
    public record Area(long column, long row, int width, int height) {
        /// Checks the size.
        public Area {
            if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
                throw new IllegalArgumentException("an area has 1 to " + MOST_PIXELS + " pixels");
            }
        }

        int pixels() {
            return width * height;
        }
    }

    /// What to show on a screen.
    ///
    /// @param column column of the finest level at the left edge (its first pixel begins at 0)
    /// @param row row of the finest level at the upper edge
    /// @param downsampling pixels of the finest level a screen pixel covers, above 0; below 1 enlarges
    /// @param width screen pixels across
    /// @param height screen pixels down
    public record View(double column, double row, double downsampling, int width, int height) {
        /// Checks the scale.
        public View {
            if (!(downsampling > 0) || width < 1 || height < 1) {
                throw new IllegalArgumentException("a view needs a positive scale and size");
            }
        }
    }

    /// A view of the specimen: from the coarsest level that has its detail, each screen pixel the mean of what it covers.
    ///
    /// @param path index of the optical path
    /// @throws IOException if a tile cannot be read or decoded
    public RasterImage.Colour view(View v, int path) throws IOException {
        return view(v, path, new int[v.width * v.height]);
    }

    /// The same, drawn into memory that is there.
    ///
    /// @param out width x height pixels, which the picture holds from then on
    public RasterImage.Colour view(View v, int path, int[] out) throws IOException {
        int level = pyramid.levelFor(v.downsampling);
        double own = pyramid.downsampling(level);
        double step = v.downsampling / own;
        double left = v.column / own;
        double top = v.row / own;
        if (onPixels(left, step, v.width) && onPixels(top, step, v.height)) {
            return read(pyramid.levels().get(level), path,
                    new Area(Math.round(left), Math.round(top), v.width, v.height), out);
        }
        long column = (long) Math.floor(left) - 1;
        long row = (long) Math.floor(top) - 1;
        Area area = new Area(
                column, row, (int) Math.ceil(v.width * step) + 3, (int) Math.ceil(v.height * step) + 3);
        RasterImage.Colour source = read(pyramid.levels().get(level), path, area);
        return new Resampling(source, left - column, top - row, step).to(v.width, v.height, out);
    }

    /// Whether wanted pixels are those of the level, as far as anybody could see.
    private static boolean onPixels(double from, double step, int pixels) {
        return Math.abs(from - Math.rint(from)) < NEARLY && Math.abs(step - 1) * pixels < NEARLY;
    }
}
