package loupe.core.dicom.object;

import java.util.Optional;
import loupe.core.measure.Quantity;
import loupe.core.measure.Scale;
import loupe.core.segment.Code;

/// Concepts and units of what is measured on drawings (DICOM PS3.16 CID 7469, UCUM).
final class MeasuredConcepts {
    static final Code LONG_AXIS = sct("103339001", "Long Axis");
    static final Code SHORT_AXIS = sct("103340004", "Short Axis");
    static final Code MEAN = sct("373098007", "Mean");
    static final Code DEVIATION = sct("386136009", "Standard Deviation");
    static final Code LEAST = sct("255605001", "Minimum");
    static final Code GREATEST = sct("56851009", "Maximum");
    static final Code VOXELS = own("voxels", "Number of voxels");
    static final Code VOXEL_COUNT = ucum("{voxels}", "voxels");
    private static final Code COBB = sct("285285000", "Cobb angle");
    private static final Code ANGLE = sct("1483009", "Angle");

    private MeasuredConcepts() {}

    /// Concept of a number; empty where it says nothing that another does not.
    static Optional<Code> of(Quantity.Kind kind) {
        return switch (kind) {
            case LENGTH -> Optional.of(sct("410668003", "Length"));
            case LONG_AXIS -> Optional.of(LONG_AXIS);
            case SHORT_AXIS -> Optional.of(SHORT_AXIS);
            case ANGLE -> Optional.of(ANGLE);
            case COBB_ANGLE -> Optional.of(COBB);
            case AREA -> Optional.of(sct("42798000", "Area"));
            case PERIMETER -> Optional.of(sct("131191004", "Perimeter"));
            case ACROSS -> Optional.of(own("between-across", "Difference along the rows of an ultrasound region"));
            case DOWN -> Optional.of(own("between-down", "Difference along the columns of an ultrasound region"));
            case AT_ACROSS -> Optional.of(own("at-across", "Value along the rows of an ultrasound region"));
            case AT_DOWN -> Optional.of(own("at-down", "Value along the columns of an ultrasound region"));
            case COBB_OBTUSE, AREA_OF_PIXELS -> Optional.empty();
        };
    }

    /// Unit of a number. Pixels are no unit of UCUM's; they stand in braces, so that nobody takes them for millimetres.
    static Code unit(Quantity q) {
        return switch (q.unit()) {
            case "mm" -> ucum("mm", "millimeter");
            case "mm2" -> ucum("mm2", "square millimeter");
            case "deg" -> ucum("deg", "degree");
            case "px" -> ucum("{pixels}", "pixels");
            case "px2" -> ucum("{square_pixels}", "square pixels");
            default -> unitOfAxis(q.unit());
        };
    }

    private static Code unitOfAxis(String ucum) {
        return switch (ucum) {
            case "s" -> ucum(ucum, "second");
            case "cm/s" -> ucum(ucum, "centimeter per second");
            case "Hz" -> ucum(ucum, "hertz");
            case "%" -> ucum(ucum, "percent");
            case "dB" -> ucum("dB", "decibel");
            case "dB/s" -> ucum(ucum, "decibel per second");
            case "cm2" -> ucum(ucum, "square centimeter");
            case "cm2/s" -> ucum(ucum, "square centimeter per second");
            case "cm3" -> ucum(ucum, "cubic centimeter");
            case "cm3/s" -> ucum(ucum, "cubic centimeter per second");
            default -> throw new IllegalArgumentException("no UCUM unit is known for " + ucum);
        };
    }

    /// Unit of voxel values; empty for one whose UCUM name is not known here.
    static Optional<Code> unitOfValues(String unit) {
        return switch (unit) {
            case "HU" -> Optional.of(ucum("[hnsf'U]", "Hounsfield unit"));
            case "" -> Optional.of(ucum("[arb'U]", "arbitrary unit"));
            default -> Optional.empty();
        };
    }

    /// How a length came to be in millimetres; empty where it is the machine's geometry, or no millimetres.
    static Optional<Code> method(Quantity q) {
        if (q.unit().equals("deg") && !(q.scale() instanceof Scale.InRegion)) {
            return Optional.empty();
        }
        return switch (q.scale()) {
            case Scale.Patient p -> Optional.empty();
            case Scale.Pixels p -> Optional.empty();
            case Scale.Regions r -> Optional.empty();
            case Scale.NoRegion n -> Optional.empty();
            case Scale.InRegion r -> Optional.of(own("us-region", "In the units of the ultrasound region it lies in"));
            case Scale.Detector d -> Optional.of(own("at-detector", "At the detector, not corrected for magnification"));
            case Scale.Magnified m -> Optional.of(own("magnification", "Corrected by the estimated magnification"));
            case Scale.Calibrated c -> Optional.of(own("calibrated", "By the spacing the file is calibrated with"));
            case Scale.Manual m -> Optional.of(own("by-hand", "Calibrated by hand"));
        };
    }

    /// Whether a number is an angle of two lines that need not meet.
    static boolean isCobb(Code concept) {
        return concept.value().equals(COBB.value());
    }

    /// Whether a unit is one of angles.
    static boolean isAngle(Code unit) {
        return unit.value().equals("deg") || unit.value().equals("rad");
    }

    private static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }

    private static Code ucum(String value, String meaning) {
        return new Code(value, "UCUM", meaning);
    }

    private static Code own(String value, String meaning) {
        return new Code(value, SrWriter.OWN_SCHEME, meaning);
    }
}
