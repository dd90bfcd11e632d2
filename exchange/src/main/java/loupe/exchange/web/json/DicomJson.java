package loupe.exchange.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;

/// Reads and writes the DICOM JSON model (PS3.18 F.2): `application/dicom+json`, UTF-8.
public final class DicomJson {
    /// Its media type.
    public static final String MEDIA_TYPE = "application/dicom+json";

    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 256;

    private DicomJson() {}

    /// Reads an array of data sets, or one alone. Text is UTF-8 and so is the character set of what is read.
    ///
    /// @param in read to the end of the text; not closed
    /// @param bulk asked for values that are elsewhere
    /// @throws DicomJsonException if it is not DICOM JSON, ends early or breaks a bound
    /// @throws IOException if the stream or the source of bulk data fails
    public static List<DataSet> read(InputStream in, JsonBounds bounds, BulkSource bulk) throws IOException {
        try (JsonParser json = factory(bounds).createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            JsonReading reading = new JsonReading(json, bounds, bulk);
            List<DataSet> out = new ArrayList<>();
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                out.add(reading.dataSet(0));
            } else if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (out.size() == bounds.dataSets()) {
                        throw new DicomJsonException("there are more than " + bounds.dataSets() + " data sets");
                    }
                    out.add(reading.dataSet(0));
                }
            } else {
                throw new DicomJsonException("neither a data set nor an array of them");
            }
            if (json.nextToken() != null) {
                throw new DicomJsonException("something follows the last data set");
            }
            return out;
        } catch (CharConversionException e) {
            // Jackson takes what begins like UTF-32 for it.
            throw new DicomJsonException("not UTF-8", e);
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the text.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", in line " + at.getLineNr() + " at column " + at.getColumnNr();
            throw new DicomJsonException("not JSON, cut short, or beyond its bounds" + where);
        }
    }

    private static JsonFactory factory(JsonBounds bounds) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        // Around a data set's depth lie arrays and objects: element, Value, item.
                        .maxNestingDepth(3 * bounds.depth() + 8)
                        .maxDocumentLength(bounds.bytes())
                        .maxStringLength((int) Math.min(bounds.bytes(), Integer.MAX_VALUE - 64))
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    /// Writes an array of data sets. Group lengths and encapsulated pixels are left out; other binary values stand in the text.
    ///
    /// @throws IOException if the stream fails
    public static void write(List<DataSet> data, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartArray();
            for (DataSet d : data) {
                JsonWriting.dataSet(d, json);
            }
            json.writeEndArray();
        }
    }

    /// One data set as it stands alone, as the answer of a store has it (PS3.18 10.5.3).
    public static byte[] bytes(DataSet data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            JsonWriting.dataSet(data, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
