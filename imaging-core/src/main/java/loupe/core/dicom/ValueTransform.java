package loupe.core.dicom;

import java.util.Optional;
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
        DataSet rescale = group(h, frame, Tag.PixelValueTransformationSequence);
        DataSet voi = group(h, frame, Tag.FrameVOILUTSequence);
        double slope = rescale.number(Tag.RescaleSlope).orElse(1);
        return new ValueTransform(
                slope == 0 ? 1 : slope, rescale.number(Tag.RescaleIntercept).orElse(0), unit(h, rescale), window(voi));
    }

    private static String unit(DataSet h, DataSet rescale) {
        String type = rescale.string(Tag.RescaleType, "");
        if (type.equals("US")) {
            return "";
        }
        return type.isEmpty() && h.string(Tag.Modality, "").equals("CT") ? "HU" : type;
    }

    private static Optional<ValueWindow> window(DataSet voi) {
        double[] centre = voi.doubles(Tag.WindowCenter);
        double[] width = voi.doubles(Tag.WindowWidth);
        if (centre.length == 0 || width.length == 0) {
            return Optional.empty();
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

    private static DataSet group(DataSet h, int frame, int tag) {
        var perFrame = h.items(Tag.PerFrameFunctionalGroupsSequence);
        if (perFrame.isEmpty()) {
            return h;
        }
        return (frame < perFrame.size() ? perFrame.get(frame) : DataSet.empty())
                .items(tag).stream()
                        .findFirst()
                        .or(() -> h.items(Tag.SharedFunctionalGroupsSequence).stream()
                                .flatMap(s -> s.items(tag).stream())
                                .findFirst())
                        .orElse(DataSet.empty());
    }
}
