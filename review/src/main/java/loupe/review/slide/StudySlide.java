package loupe.review.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.TiledImage;
import loupe.core.slide.ZoomLevels;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.review.session.StudyImages;

/// A slide of a study, ready to be looked at: the levels of the specimen. Label, overview and macro images of the glass are none
/// of it.
///
/// @param seriesUid pseudonymous UID of its series
/// @param title number and description of the series
/// @param pyramid its levels
/// @param finest header of the finest level
/// @param lossy ratio of lossy compression as the file says it, `?` where it says none; empty where nothing was lost
public record StudySlide(String seriesUid, String title, SlidePyramid pyramid, DataSet finest, String lossy) {
    private static final String MODALITY = "SM";

    /// Whether a series may be a slide.
    public static boolean isSlide(Series s) {
        return s.modality().equals(MODALITY);
    }

    /// The slides of a study, in its order. Series that call themselves slides and form no pyramid are left aside.
    ///
    /// @throws IOException if a header is not there
    public static List<StudySlide> of(StudyImages study) throws IOException {
        List<StudySlide> out = new ArrayList<>();
        for (Series s : study.series()) {
            if (isSlide(s)) {
                List<DataSet> headers = new ArrayList<>();
                for (Instance i : s.instances()) {
                    headers.add(study.header(i.sopInstanceUid()));
                }
                add(s, headers, out);
            }
        }
        return out;
    }

    private static void add(Series s, List<DataSet> headers, List<StudySlide> out) {
        try {
            SlidePyramid all = SlidePyramid.of(headers);
            DataSet finest = finest(headers, all.levels().getFirst());
            String title = ((s.number() == 0 ? "" : s.number() + "  ") + s.description()).strip();
            out.add(new StudySlide(
                    s.uid(), title.isEmpty() ? "Slide" : title, new SlidePyramid(all.levels(), List.of()), finest, lossy(finest)));
        } catch (DicomException e) {
            // No pyramid: the series is shown as its files are.
        }
    }

    private static DataSet finest(List<DataSet> headers, TiledImage level) {
        return headers.stream()
                .filter(h -> h.integer(Tag.TotalPixelMatrixColumns, 0) == level.columns()
                        && h.integer(Tag.TotalPixelMatrixRows, 0) == level.rows())
                .findFirst()
                .orElse(headers.getFirst());
    }

    private static String lossy(DataSet h) {
        return h.string(Tag.LossyImageCompression, "").equals("01") ? h.string(Tag.LossyImageCompressionRatio, "?") : "";
    }

    /// Size of level 0.
    public ZoomLevels levels() {
        TiledImage l = pyramid.levels().getFirst();
        return new ZoomLevels(l.columns(), l.rows());
    }

    /// Millimetres between columns of level 0; 0 where unknown.
    public double mm() {
        return pyramid.levels().getFirst().columnMm();
    }

    /// What a reader must know of its pixels: that they were compressed with loss, that de-identification blacked some out. Empty
    /// where there is nothing to say.
    public String marks() {
        List<String> out = new ArrayList<>();
        if (!lossy.isEmpty()) {
            out.add("compressed with loss" + (lossy.equals("?") ? "" : " " + lossy + " : 1"));
        }
        BlackedPlaces.of(finest).ifPresent(b -> out.add(
                b.places() + (b.places() == 1 ? " place" : " places") + " blacked by de-identification"));
        return String.join("; ", out);
    }
}
