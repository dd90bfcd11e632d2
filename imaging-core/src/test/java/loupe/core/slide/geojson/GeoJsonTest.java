package loupe.core.slide.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import org.junit.jupiter.api.Test;

class GeoJsonTest {
    private final List<SlideFeature> found = new ArrayList<>();
    private final List<GeoJsonReader.Refused> refused = new ArrayList<>();

    private void read(byte[] json) throws IOException {
        GeoJsonReader.read(new ByteArrayInputStream(json), found::add, refused::add);
    }

    private void read(String json) throws IOException {
        read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] written(List<SlideFeature> all) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GeoJsonWriter out = new GeoJsonWriter(bytes)) {
            for (SlideFeature f : all) {
                out.write(f);
            }
        }
        return bytes.toByteArray();
    }

    private static List<SlideFeature> all() {
        List<SlideFeature> out = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            double x = random.nextDouble(1e5);
            double y = random.nextDouble(1e5);
            out.add(new SlideFeature(new UUID(3, i), SlideFeature.Type.values()[i % 5],
                    FeatureOutline.polygon(x, y, x + 7.25, y, x + 5, y + 9.1), i % 3 == 0 ? "Tumor: Positive" : "",
                    Map.of("Area µm^2", random.nextDouble()), SlideFeature.Extras.NONE));
        }
        out.add(new SlideFeature(new UUID(4, 1), SlideFeature.Type.CELL,
                FeatureOutline.of(FeatureOutline.Kind.POLYGON, new double[][][] {
                    {{0, 0, 100, 0, 100, 100, 0, 100}, {10, 10, 10, 20, 20, 20}}, {{200, 0, 210, 0, 210, 10}}}),
                "Stroma", Map.of("nan", Double.NaN, "inf", Double.NEGATIVE_INFINITY),
                new SlideFeature.Extras("A name", Optional.of(0x123456), true, true, Map.of("k", "v"),
                        Optional.of(FeatureOutline.polygon(30, 30, 40, 30, 40, 40)))));
        out.add(SlideFeature.plain(new UUID(4, 2), SlideFeature.Type.ANNOTATION, FeatureOutline.point(1.5, 2.5), "x"));
        out.add(SlideFeature.plain(new UUID(4, 3), SlideFeature.Type.ANNOTATION,
                FeatureOutline.of(FeatureOutline.Kind.POINT, new double[][][] {{{1, 2, 3, 4}}}), ""));
        out.add(SlideFeature.plain(new UUID(4, 4), SlideFeature.Type.ANNOTATION, FeatureOutline.line(0, 0, 5, 5, 9, 0), ""));
        return out;
    }

    @Test
    void what_is_written_is_read_back_equal_packed_or_not() throws IOException {
        byte[] json = written(all());
        read(json);
        assertThat(refused).isEmpty();
        assertThat(found).isEqualTo(all());
        found.clear();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json);
        }
        read(packed.toByteArray());
        assertThat(found).isEqualTo(all());
    }

    @Test
    void rings_are_written_closed() throws IOException {
        String json = new String(written(List.of(all().getFirst())), StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"")
                .contains("\"objectType\":\"annotation\"").contains("\"type\":\"Polygon\"");
        String ring = json.replaceAll(".*\"coordinates\":\\[\\[(.*?)]].*", "$1");
        String[] places = ring.split("],");
        assertThat(places).hasSize(4);
        assertThat(places[3].replaceAll("[\\[\\]]", "")).isEqualTo(places[0].replaceAll("[\\[\\]]", ""));
    }

    @Test
    void an_unsound_object_is_refused_by_itself_with_the_reason() throws IOException {
        read("""
                {"type":"FeatureCollection","features":[
                {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[10,10],[10,0],[0,10],[0,0]]]},"properties":{}},
                {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10]]]},
                 "properties":{"object_type":"detection","colorRGB":-65536,"classification":{"names":["Tumor","Positive"],"colorRGB":-1},
                 "measurements":[{"name":"a","value":1.5},{"name":"b","value":"NaN"}]}},
                {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[10,0]]]},"properties":{}},
                {"type":"Feature","geometry":null,"properties":{}},
                {"type":"Feature","geometry":{"type":"Point","coordinates":["x",1]},"properties":null},
                {"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[]},"properties":{}},
                {"type":"Feature","id":"PathRootObject","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]},
                 "properties":{"objectType":"root","childObjects":[
                  {"type":"Feature","geometry":{"type":"Point","coordinates":[4,5]},"properties":{"objectType":"odd"}}]}}
                ]}""");
        assertThat(found).hasSize(2);
        SlideFeature open = found.getFirst();
        assertThat(open.outline()).as("an open ring is closed").isEqualTo(FeatureOutline.polygon(0, 0, 10, 0, 10, 10));
        assertThat(open.type()).isEqualTo(SlideFeature.Type.DETECTION);
        assertThat(open.classification()).isEqualTo("Tumor: Positive");
        assertThat(open.extras().colour()).contains(0xff0000);
        assertThat(open.measurements()).isEqualTo(Map.of("a", 1.5, "b", Double.NaN));
        assertThat(found.getLast().type()).as("an unknown type is an annotation").isEqualTo(SlideFeature.Type.ANNOTATION);
        assertThat(refused).extracting(GeoJsonReader.Refused::number).containsExactly(1, 3, 4, 5, 6);
        assertThat(refused.getFirst().reason()).contains("Self-intersection");
    }

    @Test
    void a_file_that_is_none_or_ends_early_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> read("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\""))
                .isInstanceOf(IOException.class).hasMessageContaining("no sound JSON");
        assertThatThrownBy(() -> read("{\"a\":1}")).isInstanceOf(IOException.class).hasMessageContaining("no GeoJSON");
        assertThatThrownBy(() -> read("hello")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }
}
