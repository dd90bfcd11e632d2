package loupe.core.dicom.annotation;

import java.util.List;
import java.util.Optional;
import loupe.core.segment.Code;
import loupe.core.slide.FeatureOutline;

/// Objects of one kind and one form, made in one way (an item of Annotation Group Sequence).
///
/// @param label what they are, at most 64 characters
/// @param type code of what they are
/// @param generation who made them
/// @param algorithm the program, where one made them
/// @param form what all of them are
/// @param outlines in pixels of the finest level from its upper left corner
public record AnnotationGroup(
        String label, Code type, Generation generation, Optional<Algorithm> algorithm, Form form, List<FeatureOutline> outlines) {
    /// Who made annotations (Annotation Group Generation Type).
    public enum Generation {
        AUTOMATIC,
        SEMIAUTOMATIC,
        MANUAL
    }

    /// Form of annotations (Graphic Type).
    public enum Form {
        POINT,
        POLYLINE,
        POLYGON,
        ELLIPSE,
        RECTANGLE
    }

    /// A program.
    ///
    /// @param name its name
    /// @param version its version
    public record Algorithm(String name, String version) {}

    /// Copies the list.
    public AnnotationGroup {
        outlines = List.copyOf(outlines);
    }
}
