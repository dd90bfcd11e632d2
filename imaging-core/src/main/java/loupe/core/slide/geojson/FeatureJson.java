package loupe.core.slide.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import loupe.core.slide.Areas;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;

/// One feature of a file. Keys as QuPath writes them, and its older ones: `object_type`, `colorRGB`, measurements as a list.
final class FeatureJson {
    private FeatureJson() {}

    /// @throws IllegalArgumentException with the reason, if it has no shape or an unsound one
    static SlideFeature of(JsonNode f, UUID id) {
        JsonNode p = f.path("properties");
        FeatureOutline outline = outline(f.path("geometry"));
        Optional<FeatureOutline> nucleus =
                f.path("nucleusGeometry").isObject() ? Optional.of(outline(f.path("nucleusGeometry"))) : Optional.empty();
        Map<String, String> metadata = new TreeMap<>();
        p.path("metadata").properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        SlideFeature.Extras extras = new SlideFeature.Extras(
                p.path("name").asText(""), colour(p), p.path("isLocked").asBoolean(), p.path("isMissing").asBoolean(),
                metadata, nucleus);
        return new SlideFeature(
                id, type(p.path("objectType").asText(p.path("object_type").asText(""))), outline,
                classification(p.path("classification")), measurements(p.path("measurements")), extras);
    }

    private static SlideFeature.Type type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "detection" -> SlideFeature.Type.DETECTION;
            case "cell" -> SlideFeature.Type.CELL;
            case "tile" -> SlideFeature.Type.TILE;
            case "tmacore", "tma_core" -> SlideFeature.Type.TMA_CORE;
            default -> SlideFeature.Type.ANNOTATION;
        };
    }

    private static String classification(JsonNode c) {
        if (c.isTextual()) {
            return c.asText();
        }
        List<String> names = new ArrayList<>();
        c.path("names").forEach(n -> names.add(n.asText()));
        return names.isEmpty() ? c.path("name").asText("") : String.join(": ", names);
    }

    private static Optional<Integer> colour(JsonNode p) {
        JsonNode c = p.path("color");
        if (c.isArray() && c.size() >= 3) {
            return Optional.of((c.get(0).asInt() & 0xff) << 16 | (c.get(1).asInt() & 0xff) << 8 | c.get(2).asInt() & 0xff);
        }
        return p.path("colorRGB").isNumber() ? Optional.of(p.path("colorRGB").asInt() & 0xffffff) : Optional.empty();
    }

    private static Map<String, Double> measurements(JsonNode m) {
        Map<String, Double> out = new TreeMap<>();
        if (m.isArray()) {
            m.forEach(one -> number(one.path("value")).ifPresent(v -> out.put(one.path("name").asText(), v)));
        } else {
            m.properties().forEach(e -> number(e.getValue()).ifPresent(v -> out.put(e.getKey(), v)));
        }
        return out;
    }

    private static Optional<Double> number(JsonNode n) {
        return switch (n.asText()) {
            case "NaN" -> Optional.of(Double.NaN);
            case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> n.isNumber() ? Optional.of(n.asDouble()) : Optional.empty();
        };
    }

    private static FeatureOutline outline(JsonNode g) {
        JsonNode c = g.path("coordinates");
        FeatureOutline o = switch (g.path("type").asText("")) {
            case "Point" -> FeatureOutline.of(FeatureOutline.Kind.POINT, new double[][][] {{place(c)}});
            case "MultiPoint" -> FeatureOutline.of(FeatureOutline.Kind.POINT, new double[][][] {{places(c)}});
            case "LineString" -> FeatureOutline.of(FeatureOutline.Kind.LINE, new double[][][] {{places(c)}});
            case "Polygon" -> FeatureOutline.of(FeatureOutline.Kind.POLYGON, new double[][][] {rings(c)});
            case "MultiPolygon" -> {
                double[][][] parts = new double[c.size()][][];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = rings(c.get(i));
                }
                yield FeatureOutline.of(FeatureOutline.Kind.POLYGON, parts);
            }
            case "" -> throw new IllegalArgumentException("it has no geometry");
            default -> throw new IllegalArgumentException("geometry of this type is not taken in");
        };
        Areas.fault(o).ifPresent(why -> {
            throw new IllegalArgumentException("its outline is not sound: " + why);
        });
        return o;
    }

    private static double[] place(JsonNode c) {
        if (!c.isArray() || c.size() < 2 || !c.get(0).isNumber() || !c.get(1).isNumber()) {
            throw new IllegalArgumentException("a coordinate is not a number");
        }
        return new double[] {c.get(0).asDouble(), c.get(1).asDouble()};
    }

    private static double[] places(JsonNode c) {
        double[] out = new double[2 * c.size()];
        for (int i = 0; i < c.size(); i++) {
            System.arraycopy(place(c.get(i)), 0, out, 2 * i, 2);
        }
        return out;
    }

    /// Rings without the last point where it is the first one repeated; open ones are taken as closed.
    private static double[][] rings(JsonNode c) {
        double[][] out = new double[c.size()][];
        for (int i = 0; i < out.length; i++) {
            double[] ring = places(c.get(i));
            int n = ring.length;
            boolean repeated = n >= 4 && ring[0] == ring[n - 2] && ring[1] == ring[n - 1];
            out[i] = repeated ? java.util.Arrays.copyOf(ring, n - 2) : ring;
        }
        return out;
    }
}
