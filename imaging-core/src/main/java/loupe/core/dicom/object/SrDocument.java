package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.segment.Code;

/// The content tree of a structured report (DICOM PS3.3 C.17.3), and what TID 1500 puts into it.
///
/// @param title concept of the root
/// @param complete whether the Completion Flag says COMPLETE
/// @param root the tree
public record SrDocument(Code title, boolean complete, Item root) {
    private static final int DEEPEST = 64;

    /// One content item.
    ///
    /// @param relationship to the item around it, such as CONTAINS; empty for the root
    /// @param type Value Type, such as NUM
    /// @param concept what it is about
    /// @param value what it says
    /// @param children items inside it
    public record Item(String relationship, String type, Code concept, Value value, List<Item> children) {
        /// Copies the list.
        public Item {
            children = List.copyOf(children);
        }

        /// This item and all below it, in order.
        public List<Item> all() {
            List<Item> out = new ArrayList<>();
            out.add(this);
            children.forEach(c -> out.addAll(c.all()));
            return out;
        }

        /// The first child about a concept.
        public Optional<Item> child(Code about) {
            return children.stream()
                    .filter(c -> c.concept.value().equals(about.value()) && c.concept.scheme().equals(about.scheme()))
                    .findFirst();
        }
    }

    /// What an item says.
    public sealed interface Value {
        /// A container, or a type whose value is not read.
        record None() implements Value {}

        /// Words: TEXT, UIDREF, PNAME, DATE, TIME, DATETIME.
        record Text(String text) implements Value {}

        /// A coded answer.
        record Coded(Code code) implements Value {}

        /// A number; empty where the report gives a reason for its absence instead.
        record Number(OptionalDouble number, Code unit) implements Value {}

        /// A reference to an object.
        ///
        /// @param segment number of a segment in it; 0 where it names none
        /// @param frames numbers of frames in it, from 1; none where it names none
        record Reference(String sopClassUid, String sopInstanceUid, int segment, List<Integer> frames) implements Value {
            /// Copies the list.
            public Reference {
                frames = List.copyOf(frames);
            }
        }

        /// Points, curves or areas.
        ///
        /// @param graphicType such as POINT or POLYLINE
        /// @param coordinates two a point in an image, three in the patient
        /// @param frameOfReferenceUid space of coordinates in the patient; empty where none is named
        record Graphic(String graphicType, List<Double> coordinates, String frameOfReferenceUid) implements Value {
            /// Copies the list.
            public Graphic {
                coordinates = List.copyOf(coordinates);
            }
        }
    }

    /// Reads a report.
    ///
    /// @throws DicomException if it has no content or is nested too deeply
    public static SrDocument of(DataSet sr) throws DicomException {
        if (!sr.string(Tag.ValueType, "").equals("CONTAINER")) {
            throw new DicomException("this is no structured report", -1);
        }
        Item root = item(sr, 0);
        return new SrDocument(root.concept, sr.string(Tag.CompletionFlag, "").equals("COMPLETE"), root);
    }

    private static Item item(DataSet d, int depth) throws DicomException {
        if (depth > DEEPEST) {
            throw new DicomException("the report's content is nested deeper than " + DEEPEST, -1);
        }
        List<Item> children = new ArrayList<>();
        for (DataSet c : d.items(Tag.ContentSequence)) {
            children.add(item(c, depth + 1));
        }
        String type = d.string(Tag.ValueType, "");
        return new Item(
                d.string(Tag.RelationshipType, ""),
                type,
                CodeItem.read(d.items(Tag.ConceptNameCodeSequence)),
                value(d, type),
                children);
    }

    private static Value value(DataSet d, String type) {
        return switch (type) {
            case "TEXT" -> new Value.Text(d.string(Tag.TextValue, ""));
            case "UIDREF" -> new Value.Text(d.string(Tag.UID, ""));
            case "PNAME" -> new Value.Text(d.string(Tag.PersonName, ""));
            case "DATE" -> new Value.Text(d.string(Tag.Date, ""));
            case "TIME" -> new Value.Text(d.string(Tag.Time, ""));
            case "DATETIME" -> new Value.Text(d.string(Tag.DateTime, ""));
            case "CODE" -> new Value.Coded(CodeItem.read(d.items(Tag.ConceptCodeSequence)));
            case "NUM" -> number(d);
            case "IMAGE", "COMPOSITE", "WAVEFORM" -> reference(d);
            case "SCOORD", "SCOORD3D" -> new Value.Graphic(
                    d.string(Tag.GraphicType, ""),
                    Arrays.stream(d.doubles(Tag.GraphicData)).boxed().toList(),
                    d.string(Tag.ReferencedFrameOfReferenceUID, ""));
            default -> new Value.None();
        };
    }

    private static Value number(DataSet d) {
        DataSet measured = d.items(Tag.MeasuredValueSequence).stream().findFirst().orElse(DataSet.empty());
        return new Value.Number(
                measured.number(Tag.NumericValue), CodeItem.read(measured.items(Tag.MeasurementUnitsCodeSequence)));
    }

    private static Value reference(DataSet d) {
        DataSet r = d.items(Tag.ReferencedSOPSequence).stream().findFirst().orElse(DataSet.empty());
        return new Value.Reference(
                r.string(Tag.ReferencedSOPClassUID, ""),
                r.string(Tag.ReferencedSOPInstanceUID, ""),
                r.integer(Tag.ReferencedSegmentNumber, 0),
                frames(r));
    }

    private static List<Integer> frames(DataSet reference) {
        return Arrays.stream(reference.doubles(Tag.ReferencedFrameNumber))
                .filter(n -> n >= 1 && n <= Integer.MAX_VALUE)
                .mapToObj(n -> (int) n)
                .toList();
    }
}
