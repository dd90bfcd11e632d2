package loupe.inference.card;

import java.util.List;
import loupe.core.segment.Code;

/// A structure a model outlines.
///
/// @param name short label
/// @param classes output channels that count as this structure
/// @param category SNOMED CT category
/// @param type SNOMED CT structure or finding
/// @param rgb display colour 0xRRGGBB
public record LabelClass(String name, List<Integer> classes, Code category, Code type, int rgb) {
    /// Copies the list.
    public LabelClass {
        classes = List.copyOf(classes);
    }
}
