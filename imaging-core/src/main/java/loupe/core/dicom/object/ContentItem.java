package loupe.core.dicom.object;

import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.DecimalString;
import loupe.core.finding.Measurement;
import loupe.core.segment.Code;

/// SR content items by value type (DICOM PS3.3 C.17.3).
final class ContentItem {
    private ContentItem() {}

    static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet.Builder item(String relationship, String type, Code concept) {
        DataSet.Builder b = item();
        if (!relationship.isEmpty()) {
            b.put(Tag.RelationshipType, Vr.CS, relationship);
        }
        return b.put(Tag.ValueType, Vr.CS, type).put(Tag.ConceptNameCodeSequence, CodeItem.of(concept));
    }

    static DataSet container(String relationship, Code concept, String template, List<DataSet> children) {
        DataSet.Builder b = item(relationship, "CONTAINER", concept).put(Tag.ContinuityOfContent, Vr.CS, "SEPARATE");
        if (!template.isEmpty()) {
            b.put(
                    Tag.ContentTemplateSequence,
                    List.of(item().put(Tag.MappingResource, Vr.CS, "DCMR")
                            .put(Tag.TemplateIdentifier, Vr.CS, template)
                            .build()));
        }
        if (!children.isEmpty()) {
            b.put(Tag.ContentSequence, children);
        }
        return b.build();
    }

    static DataSet text(String relationship, Code concept, String text) {
        return item(relationship, "TEXT", concept).put(Tag.TextValue, Vr.UT, text).build();
    }

    static DataSet uid(String relationship, Code concept, String uid) {
        return item(relationship, "UIDREF", concept).put(Tag.UID, Vr.UI, uid).build();
    }

    static DataSet code(String relationship, Code concept, Code value) {
        return item(relationship, "CODE", concept)
                .put(Tag.ConceptCodeSequence, CodeItem.of(value))
                .build();
    }

    static DataSet person(String relationship, Code concept, String name) {
        return item(relationship, "PNAME", concept).put(Tag.PersonName, Vr.PN, name).build();
    }

    static DataSet number(Measurement m, List<DataSet> modifiers) {
        DataSet value = item().put(Tag.NumericValue, Vr.DS, DecimalString.format(m.value()))
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(m.unit()))
                .build();
        DataSet.Builder b = item("CONTAINS", "NUM", m.concept()).put(Tag.MeasuredValueSequence, List.of(value));
        if (!modifiers.isEmpty()) {
            b.put(Tag.ContentSequence, modifiers);
        }
        return b.build();
    }

    static DataSet segment(Code concept, String sopClass, String sopInstance, int segment) {
        DataSet reference = item().put(Tag.ReferencedSOPClassUID, Vr.UI, sopClass)
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, sopInstance)
                .put(Tag.ReferencedSegmentNumber, Vr.US, (double) segment)
                .build();
        return item("CONTAINS", "IMAGE", concept)
                .put(Tag.ReferencedSOPSequence, List.of(reference))
                .build();
    }

    /// A graphic with the image it lies on, or the space.
    static DataSet graphic(String relationship, Code concept, SrGraphic g) {
        double[] numbers = g.coordinates().stream().mapToDouble(Double::doubleValue).toArray();
        return switch (g.where()) {
            case SrGraphic.Where.Image i -> item(relationship, "SCOORD", concept)
                    .put(Tag.GraphicData, Vr.FL, numbers)
                    .put(Tag.GraphicType, Vr.CS, g.kind().name())
                    .put(Tag.ContentSequence, List.of(image("SELECTED FROM", i)))
                    .build();
            case SrGraphic.Where.Patient p -> item(relationship, "SCOORD3D", concept)
                    .put(Tag.GraphicData, Vr.FL, numbers)
                    .put(Tag.GraphicType, Vr.CS, g.kind().name())
                    .put(Tag.ReferencedFrameOfReferenceUID, Vr.UI, p.frameOfReferenceUid())
                    .build();
        };
    }

    /// An image, or some of its frames.
    static DataSet image(String relationship, SrGraphic.Where.Image i) {
        DataSet.Builder reference = item().put(Tag.ReferencedSOPClassUID, Vr.UI, i.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, i.sopInstanceUid());
        if (!i.frames().isEmpty()) {
            reference.put(Tag.ReferencedFrameNumber, Vr.IS, i.frames().stream().map(String::valueOf).toArray(String[]::new));
        }
        return item().put(Tag.RelationshipType, Vr.CS, relationship)
                .put(Tag.ValueType, Vr.CS, "IMAGE")
                .put(Tag.ReferencedSOPSequence, List.of(reference.build()))
                .build();
    }
}
