package loupe.core.encoding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// A mask as its grid and the runs of its voxels: `{"grid":…,"runs":[slice,start,length,…]}`.
final class MaskJson {
    private MaskJson() {}

    static final class Writer extends StdSerializer<Mask> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Mask.class);
        }

        @Override
        public void serialize(Mask mask, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeObjectField("grid", mask.grid());
            MaskDeltaJson.writeRuns(Mask.empty(mask.grid()).deltaTo(mask), out);
            out.writeEndObject();
        }
    }

    static final class Reader extends StdDeserializer<Mask> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Mask.class);
        }

        @Override
        public Mask deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            JsonNode written = node.get("grid");
            if (written == null || !written.isObject()) {
                throw new EncodingException("a mask has no grid");
            }
            VoxelGrid grid = in.getCodec().treeToValue(written, VoxelGrid.class);
            return Mask.empty(grid).apply(MaskDeltaJson.runs(grid.voxelsPerSlice(), node));
        }
    }
}
