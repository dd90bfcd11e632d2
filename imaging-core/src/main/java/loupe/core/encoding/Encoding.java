package loupe.core.encoding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// Domain values to and from JSON, the same wherever they are written: journal, seal, export.
///
/// Every text is `{"body":…,"type":"…","v":n}` with keys in alphabetical order, so equal values give equal bytes.
/// A reader refuses another type or a newer version. Safe for any thread.
public final class Encoding {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Mask.class, new MaskJson.Writer())
                    .addDeserializer(Mask.class, new MaskJson.Reader())
                    .addSerializer(MaskDelta.class, new MaskDeltaJson.Writer())
                    .addDeserializer(MaskDelta.class, new MaskDeltaJson.Reader()))
            .addMixIn(Verdict.class, VerdictJson.class)
            .addMixIn(FindingId.class, FindingIdJson.class)
            .addMixIn(Finding.class, FindingJson.class)
            .addMixIn(Shape.class, ShapeJson.class)
            .addMixIn(Scale.class, ScaleJson.class)
            .build();

    private Encoding() {}

    /// Encodes a value.
    ///
    /// @param type stable name of the type, e.g. `prediction`
    /// @param version version of its form, from 1
    /// @throws IllegalArgumentException if the value has no form
    public static byte[] encode(String type, int version, Object value) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("body", MAPPER.valueToTree(value));
        root.put("type", type);
        root.put("v", version);
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this value has no JSON form", e);
        }
    }

    /// Decodes a value.
    ///
    /// @param newest newest version this program knows
    /// @throws EncodingException if the text is damaged, of another type or newer
    public static <T> T decode(byte[] json, String type, int newest, Class<T> as) throws EncodingException {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root == null || !type.equals(root.path("type").asText())) {
                throw new EncodingException("expected an encoded " + type);
            }
            if (root.path("v").asInt(Integer.MAX_VALUE) > newest) {
                throw new EncodingException("this " + type + " was written by a newer version of Loupe");
            }
            JsonNode body = root.get("body");
            if (body == null || body.isNull()) {
                throw new EncodingException("the encoded " + type + " has no body");
            }
            return MAPPER.treeToValue(body, as);
        } catch (EncodingException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new EncodingException("the encoded " + type + " is damaged");
        }
    }

    /// Type name of an encoded value.
    ///
    /// @throws EncodingException if it is no such text
    public static String typeOf(byte[] json) throws EncodingException {
        try {
            JsonNode root = MAPPER.readTree(json);
            return root == null ? "" : root.path("type").asText();
        } catch (IOException e) {
            throw new EncodingException("not an encoded value");
        }
    }

    /// A value as plain, indented JSON for people and other programs.
    public static byte[] pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this value has no JSON form", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.Unreviewed.class, name = "unreviewed"),
        @JsonSubTypes.Type(value = Verdict.Accepted.class, name = "accepted"),
        @JsonSubTypes.Type(value = Verdict.Rejected.class, name = "rejected"),
        @JsonSubTypes.Type(value = Verdict.Edited.class, name = "edited")
    })
    private interface VerdictJson {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "shape")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Shape.Line.class, name = "line"),
        @JsonSubTypes.Type(value = Shape.Polyline.class, name = "polyline"),
        @JsonSubTypes.Type(value = Shape.Angle.class, name = "angle"),
        @JsonSubTypes.Type(value = Shape.Cobb.class, name = "cobb"),
        @JsonSubTypes.Type(value = Shape.Bidirectional.class, name = "bidirectional"),
        @JsonSubTypes.Type(value = Shape.Probe.class, name = "probe"),
        @JsonSubTypes.Type(value = Shape.Arrow.class, name = "arrow"),
        @JsonSubTypes.Type(value = Shape.Note.class, name = "note"),
        @JsonSubTypes.Type(value = Region.Ellipse.class, name = "ellipse"),
        @JsonSubTypes.Type(value = Region.Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Region.Rectangle.class, name = "rectangle"),
        @JsonSubTypes.Type(value = Region.Polygon.class, name = "polygon"),
        @JsonSubTypes.Type(value = Region.Freehand.class, name = "freehand"),
        @JsonSubTypes.Type(value = Region.Spline.class, name = "spline")
    })
    private interface ShapeJson {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "scale")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Scale.Patient.class, name = "patient"),
        @JsonSubTypes.Type(value = Scale.Detector.class, name = "detector"),
        @JsonSubTypes.Type(value = Scale.Magnified.class, name = "magnified"),
        @JsonSubTypes.Type(value = Scale.Calibrated.class, name = "calibrated"),
        @JsonSubTypes.Type(value = Scale.Manual.class, name = "manual"),
        @JsonSubTypes.Type(value = Scale.Pixels.class, name = "pixels"),
        @JsonSubTypes.Type(value = Scale.Regions.class, name = "regions")
    })
    private interface ScaleJson {}

    private abstract static class FindingIdJson {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        FindingIdJson(@SuppressWarnings("unused") String value) {}

        @com.fasterxml.jackson.annotation.JsonValue
        abstract String value();
    }

    private interface FindingJson {
        @JsonIgnore
        Object segment();

        @JsonIgnore
        Object probability();

        @JsonProperty
        int segmentNumber();

        /// Absent where there are none, as in every record written before there were any.
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Object alternatives();

        /// Absent where it is not, as in every record written before it was kept: seals over those go on fitting.
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean calibrated();
    }
}
