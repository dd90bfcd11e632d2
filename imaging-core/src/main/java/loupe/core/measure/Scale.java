package loupe.core.measure;

import java.util.List;
import loupe.core.dicom.value.UltrasoundRegion;

/// What the coordinates of an image stand for, which every length says.
public sealed interface Scale {
    /// Millimetres in the patient: a cross-section placed by its geometry.
    record Patient() implements Scale {}

    /// Millimetres on the detector of a projection: lengths in the patient are smaller by a magnification nobody stated.
    record Detector() implements Scale {}

    /// Millimetres on the detector of a projection whose magnification was estimated; lengths are given in the patient.
    ///
    /// @param factor how much larger the detector shows the patient, 1 to 20
    record Magnified(double factor) implements Scale {
        /// Checks the factor.
        public Magnified {
            if (!(factor >= 1 && factor <= 20)) {
                throw new IllegalArgumentException("factor must be 1 to 20, was " + factor);
            }
        }
    }

    /// Millimetres in the patient as the file was calibrated, by geometry or by an object of known size.
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

    /// An ultrasound image whose regions have scales of their own: which holds depends on where a drawing lies, and [#at] says it.
    /// The coordinates have their zero in the middle of the first pixel, x along the rows, y down the columns.
    ///
    /// @param regions at least one, in the file's order
    /// @param columnUnit units of the coordinates from column to column
    /// @param rowUnit units of the coordinates from row to row
    /// @param fit whether they lie on the image; else it was cut or made smaller after they were written, and none holds
    record Regions(List<UltrasoundRegion> regions, double columnUnit, double rowUnit, boolean fit) implements Scale {
        /// Copies the list and checks it.
        public Regions {
            regions = List.copyOf(regions);
            if (regions.isEmpty() || !(columnUnit > 0 && rowUnit > 0)) {
                throw new IllegalArgumentException("there must be a region and pixels of a size");
            }
        }
    }

    /// Within one region of an ultrasound image. Only numbers have it, never an image.
    record InRegion(UltrasoundRegion region) implements Scale {}

    /// On an ultrasound image, but where no region's scale holds. Only numbers have it, never an image.
    record NoRegion(Why why) implements Scale {}

    /// Why no region's scale holds.
    enum Why {
        /// No point of the drawing lies in a region.
        OUTSIDE("in no ultrasound region, in pixels"),
        /// Regions reach beyond the image, so they are none of it.
        BEYOND("the ultrasound regions reach beyond the image, in pixels"),
        /// It lies in more than one region, or partly in none.
        CROSSES("over the edge of an ultrasound region, in pixels");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    /// The scale that holds for a shape: on an ultrasound image that of the region it lies in.
    default Scale at(Shape shape) {
        return this instanceof Regions r ? new RegionChoice(r).of(shape) : this;
    }

    /// Whether a machine put the image into the patient or gave its regions their units, so that nobody calibrates it by hand.
    default boolean byMachine() {
        return this instanceof Patient || this instanceof Regions r && r.fit;
    }

    /// Unit of lengths: UCUM `mm`, or `px`, which is none of UCUM's.
    default String lengthUnit() {
        return switch (this) {
            case Pixels p -> "px";
            case Regions r -> "px";
            case NoRegion n -> "px";
            case Patient p -> "mm";
            case Detector d -> "mm";
            case Magnified m -> "mm";
            case Calibrated c -> "mm";
            case Manual m -> "mm";
            case InRegion r -> "mm";
        };
    }

    /// Length in [#lengthUnit] of one unit of the image's coordinates.
    default double perUnit() {
        return switch (this) {
            case Manual m -> m.mmPerUnit;
            case Magnified m -> 1 / m.factor;
            default -> 1;
        };
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
            case Magnified m -> "corrected by the estimated magnification " + RegionNumbers.digits(m.factor);
            case Calibrated c -> "calibrated in the file";
            case Manual m -> "calibrated by hand";
            case Pixels p -> "no spacing, in pixels";
            case Regions r -> "of the ultrasound region it lies in";
            case InRegion r -> RegionNumbers.source(r.region);
            case NoRegion n -> n.why.text;
        };
    }
}
