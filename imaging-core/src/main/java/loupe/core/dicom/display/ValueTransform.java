package loupe.core.dicom.display;

import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.image.ValueWindow;

/// The modality rescale and the window an image carries (DICOM PS3.3 C.11.1, C.11.2), looked up per frame.
///
/// @param slope Rescale Slope; 1 where absent
/// @param intercept Rescale Intercept; 0 where absent
/// @param unit `HU` for CT, the Rescale Type, or empty
/// @param window the file's first window, if it carries one
public record ValueTransform(double slope, double intercept, String unit, Optional<ValueWindow> window) {

    /// Reads the transform of a frame.
    ///
    /// @param frame index from 0
    public static ValueTransform of(DataSet h, int frame) {
        FunctionalGroups groups = FunctionalGroups.of(h);
        DataSet rescale = groups.group(frame, Tag.PixelValueTransformationSequence);
        DataSet voi = groups.group(frame, Tag.FrameVOILUTSequence);
        double slope = rescale.number(Tag.RescaleSlope).orElse(1);
        return new ValueTransform(
                slope == 0 ? 1 : slope,
                rescale.number(Tag.RescaleIntercept).orElse(0),
                unit(h, rescale, groups.group(frame, Tag.RealWorldValueMappingSequence)),
                window(voi));
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

    /// Where a file carries a table instead of a window, the window over the table's input.
    private static Optional<ValueWindow> spanOf(DataSet table) {
        double[] d = table.doubles(Tag.LUTDescriptor);
        double entries = d.length == 3 && d[0] == 0 ? 65_536 : d.length == 3 ? d[0] : 0;
        return entries > 1 ? Optional.of(ValueWindow.of(d[1] + entries / 2, entries)) : Optional.empty();
    }

    private static Optional<ValueWindow> window(DataSet voi) {
        double[] centre = voi.doubles(Tag.WindowCenter);
        double[] width = voi.doubles(Tag.WindowWidth);
        if (centre.length == 0 || width.length == 0) {
            return voi.items(Tag.VOILUTSequence).stream().findFirst().flatMap(ValueTransform::spanOf);
        }
        ValueWindow.Function function =
                switch (voi.string(Tag.VOILUTFunction, "LINEAR")) {
                    case "SIGMOID" -> ValueWindow.Function.SIGMOID;
                    case "LINEAR_EXACT" -> ValueWindow.Function.LINEAR_EXACT;
                    default -> ValueWindow.Function.LINEAR;
                };
        try {
            return Optional.of(new ValueWindow(centre[0], width[0], function));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
