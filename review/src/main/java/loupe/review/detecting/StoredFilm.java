package loupe.review.detecting;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.finding.Prediction;
import loupe.core.image.RasterImage;
import loupe.core.image.Volume;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;
import loupe.review.ReviewException;
import loupe.review.session.StudyImages;

/// A stored film as models see it, and what they say of it as people read it.
final class StoredFilm {
    private static final Code AREA = new Code("42798000", "SCT", "Area");
    private static final Code AREA_AT_DETECTOR = new Code("area-at-detector", "99LOUPE", "Area at the detector");
    private static final Code MM2 = new Code("mm2", "UCUM", "square millimeter");

    private StoredFilm() {}

    /// The film's values with bone bright, whichever way round they are stored; the caller closes the volume.
    ///
    /// @throws IOException if it cannot be read or decoded
    static Volume volume(StudyImages images, Stack film) throws IOException {
        if (!(images.picture(film.slices().getFirst().sopInstanceUid(), 0) instanceof RasterImage.Gray gray)) {
            throw new ReviewException("a film is in colour; models need grey films");
        }
        if (gray.columns() != film.grid().columns() || gray.rows() != film.grid().rows()) {
            throw new ReviewException("a film's size differs from its header");
        }
        Volume.Builder b = Volume.builder(film.grid(), Volume.SampleType.FLOAT32, "");
        float sign = gray.whiteIsLow() ? -1 : 1;
        for (int i = 0; i < film.grid().voxelsPerSlice(); i++) {
            b.sliceSamples(0).setAtIndex(ValueLayout.JAVA_FLOAT, i, sign * gray.values()[i]);
        }
        return b.build();
    }

    /// The same answer with areas for volumes, which a film has none of; no area where the film says no spacing. A film on
    /// which nothing was found keeps an outline of nothing, so that it is known which film that was.
    static Prediction measured(Prediction p, Stack film, DataSet header) {
        ProjectionSpacing.At at = ProjectionSpacing.of(header).at();
        Segmentation outlines = p.segmentation().orElseGet(() -> new Segmentation(film.grid(), List.of()));
        List<Finding> out = new ArrayList<>();
        for (Finding f : p.findings()) {
            List<Measurement> area = f.segment().isPresent()
                    ? area(outlines.segment(f.segmentNumber()).mask(), at)
                    : List.of();
            out.add(f.measured(area));
        }
        return new Prediction(p.seriesUid(), p.provenance(), out, java.util.Optional.of(outlines));
    }

    private static List<Measurement> area(Mask mask, ProjectionSpacing.At at) {
        return switch (at) {
            case PATIENT -> List.of(new Measurement(AREA, mask.squareMillimetres(), MM2));
            case DETECTOR -> List.of(new Measurement(AREA_AT_DETECTOR, mask.squareMillimetres(), MM2));
            case UNKNOWN -> List.of();
        };
    }
}
