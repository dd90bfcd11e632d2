package loupe.app.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import loupe.core.slide.ClassColours;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.core.slide.SlideView;
import loupe.core.slide.TilePainter;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.ZoomLevels;

/// Objects over a slide: one by one where a screen pixel is no coarser than the slide's, else from tiles painted beside the toolkit's
/// thread, which are painted anew where something changed.
final class ObjectsDrawing implements AutoCloseable {
    private static final int MOST_BOXES = 64;
    private static final ZoomLevels.Wanted NOTHING = new ZoomLevels.Wanted(List.of(), 0);
    private static final double LINE = 1.5;
    private static final double DOT = 3.5;

    private final ZoomLevels levels;
    private final TilePictures tiles;
    private volatile FeatureLayer layer = FeatureLayer.EMPTY;
    private boolean shown = true;

    /// @param came told that more can be drawn
    ObjectsDrawing(ZoomLevels levels, long budgetBytes, Runnable came, Consumer<Throwable> faults) {
        this.levels = levels;
        this.tiles = new TilePictures(this::pixels, 1, budgetBytes, came, faults);
    }

    private ViewRaster.TilePixels pixels(ZoomLevels.Tile tile, int[] spare) {
        return new ViewRaster.TilePixels(TilePainter.draw(layer, tile, ClassColours::of, spare), ZoomLevels.TILE, tile.box());
    }

    /// Draws other objects from now on; tiles are painted anew where they differ.
    void show(FeatureLayer next) {
        FeatureLayer before = layer;
        layer = next;
        List<SlideView.Box> boxes = new ArrayList<>();
        next.differing(before, b -> add(boxes, b));
        if (!boxes.isEmpty()) {
            tiles.outdate(t -> {
                SlideView.Box about = t.box().grown(2 * t.side() / ZoomLevels.TILE);
                return boxes.stream().anyMatch(about::touches);
            });
        }
    }

    /// Beyond a number of boxes the last one takes in all further ones.
    private static void add(List<SlideView.Box> boxes, SlideView.Box b) {
        if (boxes.size() < MOST_BOXES) {
            boxes.add(b);
        } else {
            boxes.set(MOST_BOXES - 1, boxes.getLast().with(b));
        }
    }

    /// Shows or hides all.
    void shown(boolean on) {
        shown = on;
    }

    /// Draws what is in view at a scale at which objects are drawn from tiles.
    ///
    /// @param raster the screen's pixels
    /// @param v what is in view, in the screen's pixels
    /// @return whether all of it is as it stands
    boolean draw(ViewRaster raster, SlideView v) {
        if (!shown || layer.sets().isEmpty() || oneByOne(v)) {
            tiles.want(NOTHING);
            return true;
        }
        List<ZoomLevels.Tile> inView = levels.touching(v.box(), levels.levelFor(v.downsampling()));
        tiles.want(new ZoomLevels.Wanted(inView, inView.size()));
        boolean[] fresh = {true};
        tiles.reading(() -> {
            for (ZoomLevels.Tile t : inView) {
                tiles.get(t).ifPresent(p -> raster.over(p, p.shows()));
                fresh[0] &= tiles.fresh(t);
            }
        });
        return fresh[0];
    }

    /// Whether objects are drawn one by one.
    ///
    /// @param v what is in view, in the screen's pixels
    boolean oneByOne(SlideView v) {
        return shown && !layer.sets().isEmpty() && v.downsampling() <= 1;
    }

    /// Draws what is in view one by one.
    ///
    /// @param v what is in view, in units of the layout
    void draw(GraphicsContext g, SlideView v) {
        layer.touching(v.box(), s -> one(g, v, s.feature(), LINE));
    }

    private static void one(GraphicsContext g, SlideView v, SlideFeature f, double width) {
        int rgb = ClassColours.of(f);
        outline(g, v, f.outline(), Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff), width);
    }

    /// Draws one outline.
    static void outline(GraphicsContext g, SlideView v, FeatureOutline o, Color colour, double width) {
        g.setStroke(colour);
        g.setLineWidth(width);
        for (double[] ring : o.rings()) {
            double[] xs = new double[ring.length / 2];
            double[] ys = new double[xs.length];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = v.screenX(ring[2 * i]);
                ys[i] = v.screenY(ring[2 * i + 1]);
            }
            switch (o.kind()) {
                case POINT -> {
                    g.setFill(colour);
                    for (int i = 0; i < xs.length; i++) {
                        g.fillOval(xs[i] - DOT, ys[i] - DOT, 2 * DOT, 2 * DOT);
                        g.setStroke(Color.WHITE);
                        g.strokeOval(xs[i] - DOT, ys[i] - DOT, 2 * DOT, 2 * DOT);
                    }
                }
                case LINE -> g.strokePolyline(xs, ys, xs.length);
                case POLYGON -> g.strokePolygon(xs, ys, xs.length);
            }
        }
    }

    @Override
    public void close() {
        tiles.close();
    }
}
