package loupe.core.slide.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import loupe.core.slide.ClassColours;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;

/// Writes objects one after the other; it holds none of them.
public final class GeoJsonWriter implements AutoCloseable {
    private final JsonGenerator out;

    /// Begins a collection.
    ///
    /// @param to closed with this
    /// @throws IOException if it cannot be written
    public GeoJsonWriter(OutputStream to) throws IOException {
        out = new JsonFactory().createGenerator(to);
        out.writeStartObject();
        out.writeStringField("type", "FeatureCollection");
        out.writeArrayFieldStart("features");
    }

    /// Writes one object.
    ///
    /// @throws IOException if it cannot be written
    public void write(SlideFeature f) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "Feature");
        out.writeStringField("id", f.id().toString());
        out.writeFieldName("geometry");
        geometry(f.outline());
        if (f.extras().nucleus().isPresent()) {
            out.writeFieldName("nucleusGeometry");
            geometry(f.extras().nucleus().get());
        }
        out.writeObjectFieldStart("properties");
        properties(f);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void properties(SlideFeature f) throws IOException {
        out.writeStringField("objectType", type(f.type()));
        if (!f.extras().name().isEmpty()) {
            out.writeStringField("name", f.extras().name());
        }
        colour(f.extras().colour());
        if (!f.classification().isEmpty()) {
            out.writeObjectFieldStart("classification");
            out.writeStringField("name", f.classification());
            colour(Optional.of(ClassColours.of(f.classification())));
            out.writeEndObject();
        }
        if (f.extras().locked()) {
            out.writeBooleanField("isLocked", true);
        }
        if (f.extras().missing()) {
            out.writeBooleanField("isMissing", true);
        }
        if (!f.measurements().isEmpty()) {
            out.writeObjectFieldStart("measurements");
            for (Map.Entry<String, Double> m : f.measurements().entrySet()) {
                out.writeFieldName(m.getKey());
                number(m.getValue());
            }
            out.writeEndObject();
        }
        if (!f.extras().metadata().isEmpty()) {
            out.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> m : f.extras().metadata().entrySet()) {
                out.writeStringField(m.getKey(), m.getValue());
            }
            out.writeEndObject();
        }
    }

    private void number(double v) throws IOException {
        if (Double.isFinite(v)) {
            out.writeNumber(v);
        } else {
            out.writeString(Double.toString(v));
        }
    }

    private void colour(Optional<Integer> rgb) throws IOException {
        if (rgb.isPresent()) {
            out.writeArrayFieldStart("color");
            for (int shift = 16; shift >= 0; shift -= 8) {
                out.writeNumber(rgb.get() >> shift & 0xff);
            }
            out.writeEndArray();
        }
    }

    static String type(SlideFeature.Type t) {
        return switch (t) {
            case ANNOTATION -> "annotation";
            case DETECTION -> "detection";
            case CELL -> "cell";
            case TILE -> "tile";
            case TMA_CORE -> "tmaCore";
        };
    }

    private void geometry(FeatureOutline o) throws IOException {
        double[] first = o.parts()[0][0];
        boolean one = o.parts().length == 1;
        out.writeStartObject();
        out.writeStringField("type", switch (o.kind()) {
            case POINT -> first.length == 2 ? "Point" : "MultiPoint";
            case LINE -> "LineString";
            case POLYGON -> one ? "Polygon" : "MultiPolygon";
        });
        out.writeFieldName("coordinates");
        switch (o.kind()) {
            case POINT, LINE -> {
                if (first.length == 2) {
                    place(first, 0);
                } else {
                    places(first, false);
                }
            }
            case POLYGON -> {
                if (!one) {
                    out.writeStartArray();
                }
                for (double[][] part : o.parts()) {
                    out.writeStartArray();
                    for (double[] ring : part) {
                        places(ring, true);
                    }
                    out.writeEndArray();
                }
                if (!one) {
                    out.writeEndArray();
                }
            }
        }
        out.writeEndObject();
    }

    private void places(double[] row, boolean closed) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < row.length; i += 2) {
            place(row, i);
        }
        if (closed) {
            place(row, 0);
        }
        out.writeEndArray();
    }

    private void place(double[] row, int i) throws IOException {
        out.writeStartArray();
        out.writeNumber(row[i]);
        out.writeNumber(row[i + 1]);
        out.writeEndArray();
    }

    /// Ends the collection.
    @Override
    public void close() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
    }
}
