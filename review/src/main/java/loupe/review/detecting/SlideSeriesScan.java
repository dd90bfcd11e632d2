package loupe.review.detecting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.dicom.slide.TiledImage;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.inference.slide.SlideFrame;
import loupe.inference.slide.SlideScan;
import loupe.review.session.StudyImages;

/// A stored slide as models see it.
final class SlideSeriesScan {
    private static final long CACHE_BYTES = 64L << 20;

    private SlideSeriesScan() {}

    /// Whether a series is a slide.
    static boolean isSlide(Series series) {
        return series.modality().equals("SM");
    }

    /// @throws IOException if its headers form no pyramid
    static SlideScan of(StudyImages images, Series series) throws IOException {
        List<DataSet> headers = new ArrayList<>();
        for (Instance i : series.instances()) {
            headers.add(images.header(i.sopInstanceUid()));
        }
        SlidePyramid pyramid = SlidePyramid.of(headers);
        TiledImage finest = pyramid.levels().getFirst();
        DataSet header = headers.stream()
                .filter(h -> h.integer(Tag.TotalPixelMatrixColumns, 0) == finest.columns()).findFirst().orElse(headers.getFirst());
        return new SlideScan(new SlideReader(pyramid, new TileCache(images, CACHE_BYTES)),
                SlideFrame.of(header, finest.columnMm(), finest.rowMm()), series.uid(), series.modality());
    }
}
