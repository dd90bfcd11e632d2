package loupe.core.dicom.value;

import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;

/// How large a pixel is, and what that size is true of (DICOM PS3.3 10.7.1.3): a length on a projection is only right
/// in the plane the scale holds for, so the reader is told which.
///
/// @param rowMm distance between rows; 0 where unknown
/// @param columnMm distance between columns; 0 where unknown
/// @param plane where it holds
public record PixelScale(double rowMm, double columnMm, Plane plane) {
    private static final double LARGEST = 20;

    /// Where a scale holds.
    public enum Plane {
        /// In the patient: a cross-section.
        PATIENT,
        /// In a plane the machine worked out from its geometry or a ruler of known size in the image.
        CALIBRATED,
        /// In the patient by the estimated magnification of a projection.
        MAGNIFIED,
        /// On the detector's front: lengths in the patient come out too large.
        DETECTOR,
        /// Nothing is known; lengths are in pixels.
        NONE
    }

    /// The scale of a frame.
    ///
    /// @param frame index from 0
    public static PixelScale of(DataSet h, int frame) {
        double[] spacing =
                FunctionalGroups.of(h).group(frame, Tag.PixelMeasuresSequence).doubles(Tag.PixelSpacing);
        double[] detector = h.doubles(Tag.ImagerPixelSpacing);
        if (detector.length != 2) {
            detector = h.doubles(Tag.NominalScannedPixelSpacing);
        }
        boolean placed = h.contains(Tag.ImageOrientationPatient) || FunctionalGroups.of(h).present();
        if (valid(spacing)) {
            return new PixelScale(spacing[0], spacing[1], planeOf(h, spacing, detector, placed));
        }
        if (!valid(detector)) {
            return new PixelScale(0, 0, Plane.NONE);
        }
        double factor = magnification(h).orElse(0);
        return factor >= 1
                ? new PixelScale(detector[0] / factor, detector[1] / factor, Plane.MAGNIFIED)
                : new PixelScale(detector[0], detector[1], Plane.DETECTOR);
    }

    /// How much larger a projection shows the patient on its detector: Estimated Radiographic Magnification Factor, else source to
    /// detector over source to patient, which is how the standard words that factor.
    ///
    /// @return 1 to 20; empty where nothing fit is stated
    public static OptionalDouble magnification(DataSet h) {
        double factor = h.number(Tag.EstimatedRadiographicMagnificationFactor).orElseGet(() -> geometric(h));
        return factor >= 1 && factor <= LARGEST ? OptionalDouble.of(factor) : OptionalDouble.empty();
    }

    private static Plane planeOf(DataSet h, double[] spacing, double[] detector, boolean placed) {
        if (h.contains(Tag.PixelSpacingCalibrationType)) {
            return Plane.CALIBRATED;
        }
        if (!valid(detector)) {
            return placed ? Plane.PATIENT : Plane.CALIBRATED;
        }
        boolean same = Math.abs(spacing[0] - detector[0]) < 1e-6 && Math.abs(spacing[1] - detector[1]) < 1e-6;
        return same ? Plane.DETECTOR : Plane.CALIBRATED;
    }

    /// Source to detector over source to patient; 0 where a distance is missing.
    private static double geometric(DataSet h) {
        double detector = h.number(Tag.DistanceSourceToDetector).orElse(0);
        double patient = h.number(Tag.DistanceSourceToPatient).orElse(0);
        return detector > 0 && patient > 0 ? detector / patient : 0;
    }

    private static boolean valid(double[] spacing) {
        return spacing.length == 2 && spacing[0] > 0 && spacing[1] > 0;
    }
}
