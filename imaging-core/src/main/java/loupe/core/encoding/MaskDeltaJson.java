package loupe.core.encoding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import loupe.core.segment.MaskDelta;

/// A mask edit as its runs: `{"runs":[slice,start,length,…],"voxelsPerSlice":n}`.
final class MaskDeltaJson {
    private MaskDeltaJson() {}

    static void writeRuns(MaskDelta delta, JsonGenerator out) throws IOException {
        int[] runs = delta.runs();
        out.writeFieldName("runs");
        out.writeArray(runs, 0, runs.length);
    }

    static MaskDelta runs(int voxelsPerSlice, JsonNode node) throws IOException {
        JsonNode array = node.get("runs");
        if (array == null || !array.isArray()) {
            throw new EncodingException("a mask has no runs");
        }
        int[] runs = new int[array.size()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = array.get(i).asInt(-1);
        }
        return MaskDelta.ofRuns(voxelsPerSlice, runs);
    }

    static final class Writer extends StdSerializer<MaskDelta> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(MaskDelta.class);
        }

        @Override
        public void serialize(MaskDelta delta, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            writeRuns(delta, out);
            out.writeNumberField("voxelsPerSlice", delta.voxelsPerSlice());
            out.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<MaskDelta> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(MaskDelta.class);
        }

        @Override
        public MaskDelta deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            return runs(node.path("voxelsPerSlice").asInt(), node);
        }
    }
}
