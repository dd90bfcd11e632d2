package loupe.exchange.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.jspecify.annotations.Nullable;

/// One pass over a text. Tolerant where peers differ (numbers as strings, names as plain strings, keywords for tags, a missing
/// VR), strict about structure.
final class JsonReading {
    private final JsonParser json;
    private final JsonBounds bounds;
    private final BulkSource bulk;
    private int elements;

    JsonReading(JsonParser json, JsonBounds bounds, BulkSource bulk) {
        this.json = json;
        this.bounds = bounds;
        this.bulk = bulk;
    }

    /// The data set whose object the parser stands on; null stands for one without elements.
    DataSet dataSet(int depth) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return DataSet.empty();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new DicomJsonException("a data set must be an object");
        }
        if (depth > bounds.depth()) {
            throw new DicomJsonException("sequences lie more than " + bounds.depth() + " deep");
        }
        DataSet.Builder out = DataSet.itemBuilder(CharacterSet.UTF_8);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            if (++elements > bounds.elements()) {
                throw new DicomJsonException("there are more than " + bounds.elements() + " elements");
            }
            element(json.currentName(), depth, out);
        }
        if (depth == 0 || out.contains(Tag.SpecificCharacterSet)) {
            out.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        }
        return out.build();
    }

    /// What stands in an element's object, whichever comes first of its fields.
    private static final class Parts {
        @Nullable
        String vr;

        final List<String> values = new ArrayList<>();
        final List<DataSet> items = new ArrayList<>();
        byte @Nullable [] binary;
        @Nullable
        String elsewhere;
    }

    private void element(String name, int depth, DataSet.Builder out) throws IOException {
        Optional<Integer> tag = tag(name);
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new DicomJsonException("an element must be an object");
        }
        Parts parts = new Parts();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "vr" -> parts.vr = scalar();
                case "Value" -> values(parts, depth);
                case "InlineBinary" -> parts.binary = binary();
                case "BulkDataURI" -> parts.elsewhere = scalar();
                default -> json.skipChildren();
            }
        }
        // Commands and file meta information, which some servers answer with, are no part of a data set.
        if (tag.isPresent() && tag.get() >>> 16 > 2) {
            put(tag.get(), parts, out);
        }
    }

    /// The tag of a name: eight hexadecimal digits, or a keyword; empty for what is neither, which is passed over.
    private static Optional<Integer> tag(String name) {
        if (name.length() == 8) {
            try {
                return Optional.of(Integer.parseUnsignedInt(name, 16));
            } catch (NumberFormatException e) {
                // A keyword of eight letters.
                return Dictionary.entry(name).map(Dictionary.Entry::tag);
            }
        }
        return Dictionary.entry(name).map(Dictionary.Entry::tag);
    }

    private void values(Parts parts, int depth) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new DicomJsonException("Value must be an array");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (++elements > bounds.elements()) {
                throw new DicomJsonException("there are more than " + bounds.elements() + " values");
            }
            switch (json.currentToken()) {
                case START_OBJECT -> object(parts, depth);
                case VALUE_NULL -> {
                    parts.values.add("");
                    parts.items.add(DataSet.empty());
                }
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    parts.values.add(json.getText());
                case null, default -> throw new DicomJsonException("a value must be a text, a number or an object");
            }
        }
    }

    /// A person's name has groups of components, an item has elements; which of them, the object's first field says, since the
    /// VR may follow.
    private void object(Parts parts, int depth) throws IOException {
        JsonToken next = json.nextToken();
        if (next == JsonToken.END_OBJECT) {
            parts.values.add("");
            parts.items.add(DataSet.empty());
        } else if (isGroup(json.currentName())) {
            parts.values.add(name());
        } else {
            parts.items.add(item(depth + 1));
        }
    }

    private static boolean isGroup(String field) {
        return field.equals("Alphabetic") || field.equals("Ideographic") || field.equals("Phonetic");
    }

    private String name() throws IOException {
        String[] groups = {"", "", ""};
        do {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "Alphabetic" -> groups[0] = group();
                case "Ideographic" -> groups[1] = group();
                case "Phonetic" -> groups[2] = group();
                default -> json.skipChildren();
            }
        } while (json.nextToken() != JsonToken.END_OBJECT);
        return String.join("=", groups).replaceAll("=+$", "");
    }

    /// An item whose first field's name has been read.
    private DataSet item(int depth) throws IOException {
        if (depth > bounds.depth()) {
            throw new DicomJsonException("sequences lie more than " + bounds.depth() + " deep");
        }
        DataSet.Builder out = DataSet.itemBuilder(CharacterSet.UTF_8);
        do {
            if (++elements > bounds.elements()) {
                throw new DicomJsonException("there are more than " + bounds.elements() + " elements");
            }
            element(json.currentName(), depth, out);
        } while (json.nextToken() != JsonToken.END_OBJECT);
        if (out.contains(Tag.SpecificCharacterSet)) {
            out.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        }
        return out.build();
    }

    private String group() throws IOException {
        String text = scalar();
        return text == null ? "" : text;
    }

    /// The value the parser stands on, null for null; a structure there would put all that follows out of step.
    private @Nullable String scalar() throws IOException {
        if (json.currentToken().isStructStart()) {
            throw new DicomJsonException("a text must stand where an object or array does");
        }
        return json.getValueAsString();
    }

    private byte[] binary() throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new DicomJsonException("InlineBinary must be a text");
        }
        return json.getBinaryValue();
    }

    private void put(int tag, Parts parts, DataSet.Builder out) throws IOException {
        Vr vr = vr(tag, parts.vr);
        if (parts.elsewhere != null && vr != Vr.SQ) {
            out.put(tag, vr, bulk.get(parts.elsewhere));
            return;
        }
        if (parts.binary != null && vr != Vr.SQ) {
            out.put(tag, vr, parts.binary);
            return;
        }
        switch (vr.kind()) {
            case SEQUENCE -> out.put(new Element.Sequence(tag, vr, parts.items));
            case TEXT -> {
                if (parts.values.isEmpty()) {
                    out.putEmpty(tag, vr);
                } else {
                    out.put(tag, vr, parts.values.toArray(String[]::new));
                }
            }
            case BINARY ->
                out.put(new Element.Value(
                        tag, vr, MemorySegment.ofArray(JsonNumbers.bytes(vr, parts.values)).asReadOnly(), false));
        }
    }

    private static Vr vr(int tag, @Nullable String said) throws DicomJsonException {
        if (said == null) {
            return Dictionary.vrOf(tag);
        }
        Vr vr = said.length() == 2 ? Vr.ofCode(said.charAt(0), said.charAt(1)) : null;
        if (vr == null) {
            throw new DicomJsonException("the VR of " + Tag.format(tag) + " is none of the standard's");
        }
        return vr;
    }
}
