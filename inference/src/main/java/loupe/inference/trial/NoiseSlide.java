package loupe.inference.trial;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.image.Frame;
import loupe.inference.card.ModelCard;
import loupe.inference.card.SlideSpec;
import loupe.inference.slide.SlideFrame;
import loupe.inference.slide.SlideScan;

/// A slide of one level and about one of a model's tiles, of pixels a card accepts, filled with noise.
final class NoiseSlide implements PixelSupply {
    private static final int TILE = 256;
    private static final int WIDEST = 4096;
    private static final long CACHE_BYTES = 16L << 20;

    private final int side;
    private final double mm;
    private final RandomGenerator random;

    private NoiseSlide(int side, double mm, RandomGenerator random) {
        this.side = side;
        this.mm = mm;
        this.random = random;
    }

    /// @param card one of a slide model
    static SlideScan of(ModelCard card, RandomGenerator random) throws IOException {
        SlideSpec spec = card.more().slide().orElseThrow(() -> new IllegalArgumentException("the card is of no slide model"));
        double mm = Math.clamp(spec.umPerPixel() / 1000, card.accepts().inPlaneMm().from(), card.accepts().inPlaneMm().to());
        int side = Math.clamp((long) (spec.tile() * spec.umPerPixel() / 1000 / mm), 1, WIDEST);
        NoiseSlide noise = new NoiseSlide(side, mm, random);
        DataSet header = noise.header("2.25.70");
        SlideReader reader = new SlideReader(SlidePyramid.of(List.of(header)), new TileCache(noise, CACHE_BYTES));
        return new SlideScan(reader, SlideFrame.of(header, mm, mm), "2.25.77", card.accepts().modalities().getFirst());
    }

    @Override
    public DataSet header(String uid) {
        DataSet measures = DataSet.builder().put(Tag.PixelSpacing, Vr.DS, Double.toString(mm), Double.toString(mm)).build();
        DataSet shared = DataSet.builder().put(Tag.PixelMeasuresSequence, List.of(measures)).build();
        int across = Math.ceilDiv(side, TILE);
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, SlidePyramid.SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, uid)
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
                .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_FULL")
                .put(Tag.TotalPixelMatrixColumns, Vr.UL, side)
                .put(Tag.TotalPixelMatrixRows, Vr.UL, side)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(across * across))
                .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .put(Tag.Rows, Vr.US, TILE)
                .put(Tag.Columns, Vr.US, TILE)
                .put(Tag.BitsStored, Vr.US, 8)
                .put(Tag.ImageOrientationSlide, Vr.DS, "0", "-1", "0", "-1", "0", "0")
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .build();
    }

    @Override
    public Frame frame(String uid, int frame) {
        byte[] samples = new byte[3 * TILE * TILE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) random.nextInt(256);
        }
        return new Frame(TILE, TILE, 3, Frame.Format.U8, MemorySegment.ofArray(samples));
    }
}
