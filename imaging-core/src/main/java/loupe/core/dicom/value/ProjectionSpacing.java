package loupe.core.dicom.value;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// How far the pixels of an image without a place in the patient lie apart, and where that holds (DICOM PS3.3 10.7.1).
///
/// @param columnMm distance between columns in millimetres; 1 where it is not known
/// @param rowMm distance between rows in millimetres; 1 where it is not known
/// @param at where the distances hold
public record ProjectionSpacing(double columnMm, double rowMm, At at) {
    /// Where distances hold.
    public enum At {
        /// In the patient, as somebody calibrated it.
        PATIENT,
        /// On the detector: the patient's are smaller by the magnification.
        DETECTOR,
        /// Nowhere: no spacing is given.
        UNKNOWN
    }

    /// What a header says: Pixel Spacing, else Imager Pixel Spacing. Where both are equal nothing was calibrated
    /// (PS3.3 10.7.1.3).
    public static ProjectionSpacing of(DataSet header) {
        double[] patient = header.doubles(Tag.PixelSpacing);
        double[] detector = header.doubles(Tag.ImagerPixelSpacing);
        if (usable(patient)) {
            return new ProjectionSpacing(patient[1], patient[0], same(patient, detector) ? At.DETECTOR : At.PATIENT);
        }
        return usable(detector)
                ? new ProjectionSpacing(detector[1], detector[0], At.DETECTOR)
                : new ProjectionSpacing(1, 1, At.UNKNOWN);
    }

    private static boolean usable(double[] spacing) {
        return spacing.length == 2 && spacing[0] > 0 && spacing[1] > 0;
    }

    private static boolean same(double[] a, double[] b) {
        return usable(b) && a[0] == b[0] && a[1] == b[1];
    }
}
