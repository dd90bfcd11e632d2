package loupe.core.dicom.slide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;

/// The images of one slide: the levels of its pyramid, the finest first, and what else was photographed.
///
/// @param levels the specimen at falling resolution
/// @param others thumbnail, label and overview, where there are any
public record SlidePyramid(List<TiledImage> levels, List<TiledImage> others) {
    /// VL Whole Slide Microscopy Image Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.77.1.6";

    /// Copies the lists.
    public SlidePyramid {
        levels = List.copyOf(levels);
        others = List.copyOf(others);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a pyramid has at least one level");
        }
    }

    /// The pyramid a series' headers form; headers of other kinds are left aside.
    ///
    /// @throws DicomException if there is no level, or an image is impossible
    public static SlidePyramid of(List<DataSet> headers) throws DicomException {
        Map<String, List<DataSet>> images = new LinkedHashMap<>();
        for (DataSet h : headers) {
            if (h.string(Tag.SOPClassUID, "").equals(SOP_CLASS)) {
                String whole = h.string(Tag.SOPInstanceUIDOfConcatenationSource)
                        .or(() -> h.string(Tag.ConcatenationUID))
                        .orElseGet(() -> h.string(Tag.SOPInstanceUID, ""));
                images.computeIfAbsent(whole, k -> new ArrayList<>()).add(h);
            }
        }
        List<TiledImage> levels = new ArrayList<>();
        List<TiledImage> others = new ArrayList<>();
        for (List<DataSet> parts : images.values()) {
            TiledImage image = TiledImage.of(parts);
            (image.kind() == TiledImage.Kind.VOLUME ? levels : others).add(image);
        }
        if (levels.isEmpty()) {
            throw new DicomException("the series has no level of a slide's pyramid", -1);
        }
        levels.sort(Comparator.comparingLong(l -> -(long) l.columns() * l.rows()));
        return new SlidePyramid(levels, others);
    }

    /// How much finer the finest level is than another one.
    ///
    /// @param level index, 0 is the finest
    public double downsampling(int level) {
        TiledImage finest = levels.getFirst();
        TiledImage l = levels.get(level);
        return finest.columnMm() > 0 && l.columnMm() > 0
                ? l.columnMm() / finest.columnMm()
                : (double) finest.columns() / l.columns();
    }

    /// The coarsest level that still has the detail of a scale.
    ///
    /// @param downsampling pixels of the finest level a wanted pixel covers
    public int levelFor(double downsampling) {
        int best = 0;
        for (int i = 1; i < levels.size(); i++) {
            if (downsampling(i) <= downsampling * 1.001 && downsampling(i) > downsampling(best)) {
                best = i;
            }
        }
        return best;
    }
}
