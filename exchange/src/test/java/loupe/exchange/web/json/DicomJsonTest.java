package loupe.exchange.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The DICOM JSON model (PS3.18 F), both ways.
class DicomJsonTest {
    private static DataSet read(String json) throws IOException {
        List<DataSet> all = all(json, JsonBounds.USUAL);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static List<DataSet> all(String json, JsonBounds bounds) throws IOException {
        return DicomJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), bounds, BulkSource.none());
    }

    /// The example of PS3.18 F.4, shortened to one of each kind.
    private static final String OF_THE_STANDARD = """
            [{"00080005":{"vr":"CS","Value":["ISO_IR 192"]},
              "00080020":{"vr":"DA","Value":["20130409"]},
              "00080061":{"vr":"CS","Value":["CT","PET"]},
              "00080090":{"vr":"PN","Value":[{"Alphabetic":"^Bob^^Dr."}]},
              "00081190":{"vr":"UR","Value":["http://wado.nema.org/studies/1.2.392.200036.9116.2.2.2.1762893313.1029997326.945873"]},
              "00090010":{"vr":"LO","Value":["Vendor A"]},
              "00091002":{"vr":"UN","InlineBinary":"z0x9c8v7"},
              "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小東"}]},
              "00100020":{"vr":"LO","Value":["12345"]},
              "00101002":{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["54321"]}},{"00100020":{"vr":"LO","Value":["24680"]}}]},
              "0020000D":{"vr":"UI","Value":["1.2.392.200036.9116.2.2.2.1762893313.1029997326.945873"]},
              "00201206":{"vr":"IS","Value":[4]}}]""";

    @Test
    void the_standards_example_reads_as_it_says() throws Exception {
        DataSet d = read(OF_THE_STANDARD);

        assertThat(d.strings(0x00080061)).containsExactly("CT", "PET");
        assertThat(d.string(Tag.PatientName)).contains("Wang^XiaoDong=王^小東");
        assertThat(d.string(0x00080090)).contains("^Bob^^Dr.");
        assertThat(d.items(0x00101002)).extracting(i -> i.string(0x00100020, "")).containsExactly("54321", "24680");
        assertThat(d.integer(0x00201206)).hasValue(4);
        assertThat(d.bytes(0x00091002).orElseThrow().byteSize()).isEqualTo(6);
    }

    @Test
    void what_is_written_reads_the_same() throws Exception {
        DataSet item = DataSet.itemBuilder(CharacterSet.UTF_8).put(Tag.PatientName, Vr.PN, "Ä^B=王").build();
        DataSet d = DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, "Müller^Jörg==ミュラー")
                .put(0x00181160, Vr.DS, "1.50", "+2", ".5", "-3e-2", "")
                .put(0x00201206, Vr.IS, "007", "12")
                .put(Tag.Rows, Vr.US, 65_535.0)
                .put(0x00189219, Vr.SS, -7.0)
                .put(0x00720052, Vr.UL, 4_294_967_295.0)
                .put(0x00720074, Vr.FD, 0.1, Double.NaN, Double.POSITIVE_INFINITY)
                .put(0x00720076, Vr.FL, 1.5, Double.NEGATIVE_INFINITY)
                .put(0x00720082, Vr.SV, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127})
                .put(0x00720083, Vr.UV, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})
                .put(0x00720060, Vr.AT, new byte[] {0x10, 0, 0x20, 0})
                .put(0x00091002, Vr.UN, new byte[] {1, 2, 3, 4})
                .put(0x00081111, List.of(item, DataSet.empty()))
                .putEmpty(0x00080050, Vr.SH)
                .putEmpty(0x00081115, Vr.SQ)
                .build();

        DataSet back = read(new String(DicomJson.bytes(d), StandardCharsets.UTF_8));

        assertThat(back.elements()).hasSameSizeAs(d.elements());
        for (Element e : d.elements()) {
            Element b = back.get(e.tag()).orElseThrow();
            assertThat(b.vr()).isEqualTo(e.vr());
            if (e instanceof Element.Value v) {
                assertThat(((Element.Value) b).bytes().mismatch(v.bytes())).as(Tag.format(e.tag())).isEqualTo(-1);
            }
        }
        assertThat(back.items(0x00081111)).hasSize(2);
        assertThat(back.items(0x00081111).getFirst().string(Tag.PatientName)).contains("Ä^B=王");
    }

    @Test
    void numbers_come_as_numbers_or_as_texts() throws Exception {
        DataSet d = read("""
                {"00280010":{"vr":"US","Value":["512"]},"00280030":{"vr":"DS","Value":["0.5",0.25]},
                 "00201206":{"vr":"IS","Value":["4"]},"00280011":{"vr":"US","Value":[5.12e2]}}""");

        assertThat(d.integer(Tag.Rows)).hasValue(512);
        assertThat(d.integer(Tag.Columns)).hasValue(512);
        assertThat(d.doubles(Tag.PixelSpacing)).containsExactly(0.5, 0.25);
        assertThat(d.integer(0x00201206)).hasValue(4);
    }

    @Test
    void names_as_texts_keywords_as_tags_and_a_missing_vr_are_read_and_commands_passed_over() throws Exception {
        DataSet d = read("""
                {"00000902":{"vr":"LO","Value":["an error"]},"PatientName":{"Value":["Doe^Jane"]},
                 "StudyDate":{"Value":["20260102"],"vr":"DA"},
                 "somethingElse":{"vr":"LO","Value":["x"]},"00080050":{"vr":"SH","Value":[null]},"00280010":{"vr":"US","Value":[null]}}""");

        assertThat(d.string(Tag.PatientName)).contains("Doe^Jane");
        assertThat(d.string(Tag.StudyDate)).contains("20260102");
        assertThat(d.string(0x00080050)).isEmpty();
        assertThat(d.elements()).extracting(Element::tag).noneMatch(t -> t >>> 16 == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[", "[{", "{\"00100010\":{\"vr\":\"PN\",\"Value\":[", "7", "\"text\"", "[7]", "[[]]", "{\"00100010\":7}",
        "{\"00100010\":{\"vr\":\"XX\"}}", "{\"00100010\":{\"vr\":\"PN\",\"Value\":7}}", "{\"00280010\":{\"vr\":\"US\",\"Value\":[65536]}}",
        "{\"00280010\":{\"vr\":\"US\",\"Value\":[\"secret\"]}}", "{\"00280010\":{\"vr\":\"US\",\"Value\":[1e999999999]}}",
        "{\"00091002\":{\"vr\":\"OB\",\"InlineBinary\":\"###\"}}", "{\"00091002\":{\"vr\":\"OB\",\"InlineBinary\":7}}",
        "{\"00091002\":{\"vr\":\"OB\",\"Value\":[7]}}", "[{}] more", "<html>secret</html>",
        "{\"00101002\":{\"vr\":\"SQ\",\"Value\":[[{}]]}}",
        "{\"00100010\":{\"vr\":{},\"Value\":[]}}", "{\"00100010\":{\"vr\":\"PN\",\"BulkDataURI\":[\"x\"]}}",
        "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":{\"a\":1}}]}}"
    })
    void what_is_not_the_model_is_refused_without_being_quoted(String json) {
        assertThatThrownBy(() -> all(json, JsonBounds.USUAL))
                .isInstanceOf(DicomJsonException.class)
                .message()
                .isNotBlank()
                .doesNotContain("secret");
    }

    @Test
    void what_goes_on_without_end_is_ended_at_its_bound() {
        JsonBounds small = new JsonBounds(10_000, 4, 100, 5);
        String item = "{\"00101002\":{\"vr\":\"SQ\",\"Value\":[";

        assertThatThrownBy(() -> all(item.repeat(6) + "]}}".repeat(6), small)).hasMessageContaining("deep");
        assertThatThrownBy(() -> all("[".repeat(5000), small)).isInstanceOf(DicomJsonException.class);
        assertThatThrownBy(() -> all("[" + "{},".repeat(5) + "{}]", small)).hasMessageContaining("more than 5 data sets");
        assertThatThrownBy(() -> all("{\"00080061\":{\"vr\":\"CS\",\"Value\":[" + "1,".repeat(200) + "1]}}", small))
                .hasMessageContaining("more than 100 values");
        assertThatThrownBy(() -> all("{\"00080061\":{\"vr\":\"CS\",\"Value\":[\"" + "x".repeat(20_000) + "\"]}}", small))
                .isInstanceOf(DicomJsonException.class);
        assertThatThrownBy(() -> all(item.repeat(100_000), JsonBounds.USUAL)).isInstanceOf(DicomJsonException.class);
    }

    @Test
    void bulk_data_is_asked_for_by_its_place() throws Exception {
        String json = "{\"00091002\":{\"vr\":\"OB\",\"BulkDataURI\":\"../bulk/1\"}}";
        DataSet d = DicomJson.read(
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                        JsonBounds.USUAL,
                        place -> place.getBytes(StandardCharsets.UTF_8))
                .getFirst();

        assertThat(d.bytes(0x00091002).orElseThrow().byteSize()).isEqualTo("../bulk/1".length() + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://pacs.example:8042/dicom-web/x, true",
        "http://PACS.example:8042/y, true",
        "/bulk/1, true",
        "bulk/1, true",
        "https://pacs.example:8042/dicom-web/x, false",
        "http://pacs.example/dicom-web/x, false",
        "http://evil.example:8042/x, false",
        "//evil.example/x, false",
        "http://pacs.example:8042@evil.example/x, false",
        "file:///etc/passwd, false",
        "'http://[', false"
    })
    void a_place_on_another_host_scheme_or_port_is_refused(String place, boolean same) {
        URI asked = URI.create("http://pacs.example:8042/dicom-web/studies/1/metadata");

        if (same) {
            assertThat(WebOrigin.of(sameOrigin(asked, place))).isEqualTo(WebOrigin.of(asked));
        } else {
            assertThatThrownBy(() -> BulkSource.sameOrigin(asked, place)).isInstanceOf(DicomJsonException.class);
        }
    }

    private static URI sameOrigin(URI asked, String place) {
        try {
            return BulkSource.sameOrigin(asked, place);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
