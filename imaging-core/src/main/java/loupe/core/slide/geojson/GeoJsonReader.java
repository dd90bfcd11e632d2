package loupe.core.slide.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import loupe.core.slide.SlideFeature;

/// Reads objects one after the other: a `FeatureCollection`, an array of features or a single one, packed with gzip or not. What
/// cannot be read is refused by itself, with the reason; the others come in.
public final class GeoJsonReader {
    private static final int MOST = 5_000_000;
    private static final int MOST_REASON = 160;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Consumer<SlideFeature> found;
    private final Consumer<Refused> refused;
    private final Set<UUID> ids = new HashSet<>();
    private int number;

    private GeoJsonReader(Consumer<SlideFeature> found, Consumer<Refused> refused) {
        this.found = found;
        this.refused = refused;
    }

    /// An object that does not come in.
    ///
    /// @param number its place in the file, from 1
    /// @param reason why
    public record Refused(int number, String reason) {}

    /// Reads a file.
    ///
    /// @param in not closed
    /// @param found told of each object
    /// @param refused told of each that does not come in
    /// @throws IOException if it is no GeoJSON, ends early or cannot be read
    public static void read(InputStream in, Consumer<SlideFeature> found, Consumer<Refused> refused) throws IOException {
        GeoJsonReader reader = new GeoJsonReader(found, refused);
        try (JsonParser parser = MAPPER.getFactory().createParser(plain(in))) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            reader.file(parser);
        } catch (JsonProcessingException e) {
            throw new IOException("the file is no sound JSON"
                    + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"), e);
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return packed ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private void file(JsonParser p) throws IOException {
        JsonToken first = p.nextToken();
        if (first == JsonToken.START_ARRAY) {
            features(p);
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw new IOException("the file is no GeoJSON");
        }
        boolean any = false;
        com.fasterxml.jackson.databind.node.ObjectNode rest = MAPPER.createObjectNode();
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            if (p.nextToken() == JsonToken.START_ARRAY && name.equals("features")) {
                features(p);
                any = true;
            } else {
                rest.set(name, MAPPER.readTree(p));
            }
        }
        if (!any) {
            if (!rest.path("type").asText().equals("Feature")) {
                throw new IOException("the file is no GeoJSON with features");
            }
            feature(rest);
        }
    }

    private void features(JsonParser p) throws IOException {
        while (p.nextToken() != JsonToken.END_ARRAY) {
            if (p.currentToken() == null) {
                throw new IOException("the file ends early");
            }
            feature(MAPPER.readTree(p));
        }
    }

    private void feature(JsonNode f) throws IOException {
        number++;
        if (number > MOST) {
            throw new IOException("the file has more than " + MOST + " objects");
        }
        try {
            JsonNode properties = f.path("properties");
            if (!properties.path("objectType").asText().equals("root")) {
                found.accept(FeatureJson.of(f, id(f.path("id").asText(""))));
            }
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            refused.accept(new Refused(number, why.length() > MOST_REASON ? why.substring(0, MOST_REASON) : why));
        }
        for (JsonNode child : f.path("properties").path("childObjects")) {
            feature(child);
        }
    }

    /// The id a feature has; one of its own where it has none, or one that another has already.
    private UUID id(String text) {
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            id = made(text);
        }
        if (!ids.add(id)) {
            id = made(text);
            ids.add(id);
        }
        return id;
    }

    private UUID made(String text) {
        return UUID.nameUUIDFromBytes(("geojson/" + number + "/" + text).getBytes(StandardCharsets.UTF_8));
    }
}
