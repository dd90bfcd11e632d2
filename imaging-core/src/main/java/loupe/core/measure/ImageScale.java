package loupe.core.measure;

import java.util.List;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.value.PixelScale;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.dicom.value.UltrasoundRegion;

/// What a header says of the scale of an image that has no place in the patient.
public final class ImageScale {
    private ImageScale() {}

    /// The regions of an ultrasound image, else what [ProjectionSpacing] says; at the detector corrected by the magnification
    /// where one above 1 is stated. The coordinates are those of [ProjectionSpacing].
    public static Scale of(DataSet h) {
        ProjectionSpacing mm = ProjectionSpacing.of(h);
        List<UltrasoundRegion> regions = UltrasoundRegion.of(h);
        if (!regions.isEmpty()) {
            return new Scale.Regions(regions, mm.columnMm(), mm.rowMm(), regions.stream().allMatch(r -> fits(r, h)));
        }
        return switch (mm.at()) {
            case PATIENT -> new Scale.Calibrated();
            case DETECTOR -> atDetector(PixelScale.magnification(h));
            case UNKNOWN -> new Scale.Pixels();
        };
    }

    /// Some machines count the last column and row one too far.
    private static boolean fits(UltrasoundRegion r, DataSet h) {
        return r.right() <= h.integer(Tag.Columns, Integer.MAX_VALUE) && r.bottom() <= h.integer(Tag.Rows, Integer.MAX_VALUE);
    }

    private static Scale atDetector(OptionalDouble magnification) {
        return magnification.orElse(1) > 1 ? new Scale.Magnified(magnification.getAsDouble()) : new Scale.Detector();
    }
}
