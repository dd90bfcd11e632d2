package loupe.inference.slide;

import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TiledImage;

/// One slide as a model sees it: pixels and where they lie; no identity.
///
/// @param reader reads any region at any scale; its cache bounds the memory tiles take
/// @param frame where pixels of the finest level lie on the slide
/// @param seriesUid pseudonymous UID of the series
/// @param modality DICOM modality, `SM`
public record SlideScan(SlideReader reader, SlideFrame frame, String seriesUid, String modality) {
    /// The finest level.
    TiledImage finest() {
        return reader.pyramid().levels().getFirst();
    }

    /// Micrometres between columns of the finest level.
    double umPerPixel() {
        return finest().columnMm() * 1000;
    }
}
