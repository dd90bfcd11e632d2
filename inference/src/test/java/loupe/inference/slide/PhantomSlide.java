package loupe.inference.slide;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.image.Frame;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;

/// A drawn slide as a pyramid whose tiles are drawn when they are asked for: levels of 0.5, 2 and 8 micrometres.
final class PhantomSlide implements PixelSupply {
    static final double UM = 0.5;
    private static final int TILE = 256;

    private final SlidePhantom slide;
    private final List<DataSet> headers = new ArrayList<>();

    PhantomSlide(SlidePhantom slide) {
        this.slide = slide;
        for (int level = 0; level < 3; level++) {
            headers.add(header(level));
        }
    }

    SlidePhantom slide() {
        return slide;
    }

    SlideScan scan(long cacheBytes) throws IOException {
        SlidePyramid pyramid = SlidePyramid.of(headers);
        SlideFrame frame = SlideFrame.of(headers.getFirst(), UM / 1000, UM / 1000);
        return new SlideScan(new SlideReader(pyramid, new TileCache(this, cacheBytes)), frame, "2.25.77", "SM");
    }

    private static double um(int level) {
        return UM * Math.pow(4, level);
    }

    private int across(int level) {
        return (int) Math.ceil(slide.widthUm() / um(level));
    }

    private int down(int level) {
        return (int) Math.ceil(slide.heightUm() / um(level));
    }

    private DataSet header(int level) {
        double mm = um(level) / 1000;
        DataSet measures = DataSet.builder().put(Tag.PixelSpacing, Vr.DS, Double.toString(mm), Double.toString(mm)).build();
        DataSet shared = DataSet.builder().put(Tag.PixelMeasuresSequence, List.of(measures)).build();
        int tiles = Math.ceilDiv(across(level), TILE) * Math.ceilDiv(down(level), TILE);
        DataSet origin = DataSet.builder().put(Tag.XOffsetInSlideCoordinateSystem, Vr.DS, "20")
                .put(Tag.YOffsetInSlideCoordinateSystem, Vr.DS, "40").build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, SlidePyramid.SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.7" + level)
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
                .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_FULL")
                .put(Tag.TotalPixelMatrixColumns, Vr.UL, across(level))
                .put(Tag.TotalPixelMatrixRows, Vr.UL, down(level))
                .put(Tag.NumberOfFrames, Vr.IS, "" + tiles)
                .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .put(Tag.Rows, Vr.US, TILE)
                .put(Tag.Columns, Vr.US, TILE)
                .put(Tag.BitsStored, Vr.US, 8)
                .put(Tag.ImageOrientationSlide, Vr.DS, "0", "-1", "0", "-1", "0", "0")
                .put(Tag.TotalPixelMatrixOriginSequence, List.of(origin))
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .build();
    }

    @Override
    public DataSet header(String uid) {
        return headers.get(uid.charAt(uid.length() - 1) - '0');
    }

    @Override
    public Frame frame(String uid, int frame) {
        int level = uid.charAt(uid.length() - 1) - '0';
        int perRow = Math.ceilDiv(across(level), TILE);
        double um = um(level);
        int[] rgb = slide.rgb(new SlideRegion(frame % perRow * TILE * um, frame / perRow * TILE * um, um, TILE, TILE));
        byte[] samples = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            samples[3 * i] = (byte) (rgb[i] >> 16);
            samples[3 * i + 1] = (byte) (rgb[i] >> 8);
            samples[3 * i + 2] = (byte) rgb[i];
        }
        return new Frame(TILE, TILE, 3, Frame.Format.U8, MemorySegment.ofArray(samples));
    }
}
