package loupe.core.dicom.display;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;

/// The modality rescale an image carries (DICOM PS3.3 C.11.1), looked up per frame; its windows are [FileWindow]'s.
///
/// @param slope Rescale Slope; 1 where absent
/// @param intercept Rescale Intercept; 0 where absent
/// @param unit `HU` for CT, the Rescale Type, or empty
public record ValueTransform(double slope, double intercept, String unit) {

    /// Reads the transform of a frame.
    ///
    /// @param frame index from 0
    public static ValueTransform of(DataSet h, int frame) {
        FunctionalGroups groups = FunctionalGroups.of(h);
        DataSet rescale = groups.group(frame, Tag.PixelValueTransformationSequence);
        double slope = rescale.number(Tag.RescaleSlope).orElse(1);
        return new ValueTransform(
                slope == 0 ? 1 : slope,
                rescale.number(Tag.RescaleIntercept).orElse(0),
                unit(h, rescale, groups.group(frame, Tag.RealWorldValueMappingSequence)));
    }

    /// Unspecified values (US) may be Hounsfield units by their real-world map, as in a parametric map.
    private static String unit(DataSet h, DataSet rescale, DataSet realWorld) {
        String type = rescale.string(Tag.RescaleType, "");
        if (type.equals("US")) {
            boolean hounsfield = realWorld.items(Tag.MeasurementUnitsCodeSequence).stream()
                    .anyMatch(c -> c.string(Tag.CodeValue, "").equals("[hnsf'U]"));
            return hounsfield ? "HU" : "";
        }
        return type.isEmpty() && h.string(Tag.Modality, "").equals("CT") ? "HU" : type;
    }
}
