package loupe.core.measure;

import loupe.core.dicom.value.PixelScale;

/// What the coordinates of an image stand for, which every length says.
public sealed interface Scale {
    /// Millimetres in the patient: a cross-section placed by its geometry.
    record Patient() implements Scale {}

    /// Millimetres on the detector of a projection: lengths in the patient are smaller by a magnification nobody stated.
    record Detector() implements Scale {}

    /// Millimetres in the patient by the estimated magnification of a projection.
    record Magnified() implements Scale {}

    /// Millimetres as the file was calibrated, by geometry or by an object of known size.
    record Calibrated() implements Scale {}

    /// Millimetres by a length a reader knew and drew.
    ///
    /// @param mmPerUnit millimetres of one unit of the image's coordinates
    /// @param relativeError greatest relative error of it, from half a pixel diagonal at each end of the line drawn
    record Manual(double mmPerUnit, double relativeError) implements Scale {
        /// Checks the numbers.
        public Manual {
            if (!(mmPerUnit > 0 && mmPerUnit <= 1e6 && relativeError >= 0 && relativeError <= 1)) {
                throw new IllegalArgumentException(
                        "mmPerUnit must be positive and relativeError 0 to 1, were " + mmPerUnit + " and " + relativeError);
            }
        }
    }

    /// Pixels: nothing says how large they are.
    record Pixels() implements Scale {}

    /// The scale of a film or another image without a place in the patient.
    static Scale of(PixelScale.Plane plane) {
        return switch (plane) {
            case PATIENT -> new Patient();
            case CALIBRATED -> new Calibrated();
            case MAGNIFIED -> new Magnified();
            case DETECTOR -> new Detector();
            case NONE -> new Pixels();
        };
    }

    /// Unit of lengths: UCUM `mm`, or `px`, which is none of UCUM's.
    default String lengthUnit() {
        return this instanceof Pixels ? "px" : "mm";
    }

    /// Length in [#lengthUnit] of one unit of the image's coordinates.
    default double perUnit() {
        return this instanceof Manual m ? m.mmPerUnit : 1;
    }

    /// Greatest relative error of the scale itself; 0 where it is taken as it was given.
    default double relativeError() {
        return this instanceof Manual m ? m.relativeError : 0;
    }

    /// Where the spacing comes from, in a few words in English.
    default String source() {
        return switch (this) {
            case Patient p -> "patient geometry";
            case Detector d -> "at the detector, not corrected for magnification";
            case Magnified m -> "corrected by the estimated magnification";
            case Calibrated c -> "calibrated in the file";
            case Manual m -> "calibrated by hand";
            case Pixels p -> "no spacing, in pixels";
        };
    }
}
