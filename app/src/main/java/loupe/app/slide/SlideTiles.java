package loupe.app.slide;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.util.Optional;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.dicom.slide.TiledImage;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.image.RasterImage;
import loupe.core.slide.Areas;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.Wand;
import loupe.core.slide.ZoomLevels;
import loupe.review.slide.StudySlide;

/// The tiles of a slide, read from its files beside the toolkit's thread.
final class SlideTiles implements TilePictures.Source {
    /// More pixels of a file's level along a tile's side are not read for it.
    private static final double MOST_SIDE = 8192;

    private static final double FINE = 0.75;
    private static final long LEAST_BYTES = 16 << 20;
    private static final int TILES_AT_HAND = 24;

    private final SlideReader reader;

    /// @param budgetBytes what tiles of the files may take once decoded; no more than a few of those in view stay at hand, as their
    /// pixels stand in the pictures made of them
    SlideTiles(StudySlide slide, PixelSupply pixels, long budgetBytes) {
        TiledImage finest = slide.pyramid().levels().getFirst();
        long some = Math.max(LEAST_BYTES, TILES_AT_HAND * 4L * finest.tileColumns() * finest.tileRows());
        this.reader = new SlideReader(slide.pyramid(), new TileCache(pixels, Math.min(budgetBytes, some)));
    }

    @Override
    public ViewRaster.TilePixels pixels(ZoomLevels.Tile tile, int[] spare) throws IOException {
        int side = ZoomLevels.TILE;
        double scale = tile.side() / side;
        SlidePyramid levels = reader.pyramid();
        if (tile.side() / levels.downsampling(levels.levelFor(scale)) > MOST_SIDE) {
            throw new DicomException(say("the slide has no level coarse enough to show so much of it; zoom in"), -1);
        }
        int[] out = spare.length == side * side ? spare : new int[side * side];
        RasterImage.Colour c = reader.view(
                new SlideReader.View(tile.box().left(), tile.box().top(), scale, side, side), 0, out);
        return new ViewRaster.TilePixels(c.argb(), side, tile.box());
    }

    /// What looks like a place, in the picture a reader sees about it.
    ///
    /// @param x column of level 0
    /// @param y row of level 0
    /// @return in pixels of level 0
    Optional<FeatureOutline> alike(double x, double y, double downsampling) throws IOException {
        double reach = Wand.SIDE * downsampling / 2;
        RasterImage.Colour about = reader.view(
                new SlideReader.View(x - reach, y - reach, downsampling, Wand.SIDE, Wand.SIDE), 0);
        return Wand.USUAL.take(about, Wand.SIDE / 2, Wand.SIDE / 2)
                .map(o -> Areas.simplified(o, FINE).mapped(downsampling, x - reach, y - reach));
    }
}
