package loupe.inference.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One case with truth.
///
/// @param name what reports call it
/// @param image a NIfTI file, a picture (PNG, JPEG) or a folder of DICOM files of one series
/// @param truth a NIfTI file or picture on the image's grid; what it marks is not 0
/// @param classes for each of the model's labels the truth's values that count as it; empty: everything but 0 is the first
/// @param series modality and body part where the image does not tell; empty texts for what the model takes
/// @param groups subgroups it belongs to, e.g. `sex` to `F`
public record TruthCase(
        String name, Path image, Path truth, Map<String, List<Integer>> classes, Kind series, Map<String, String> groups) {
    /// Copies the maps.
    public TruthCase {
        classes = Map.copyOf(classes);
        groups = Map.copyOf(groups);
    }

    /// What kind of series an image is.
    ///
    /// @param modality DICOM modality
    /// @param bodyPart DICOM body part
    public record Kind(String modality, String bodyPart) {
        /// What the model takes.
        public static final Kind AS_THE_MODEL = new Kind("", "");
    }
}
