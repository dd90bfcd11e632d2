package loupe.store.db;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the store's deterministic encoding: big endian numbers, byte strings and UTF-8 text after a 32-bit length.
public final class ByteSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// One byte.
    public ByteSink u8(int v) {
        out.write(v);
        return this;
    }

    /// Four bytes.
    public ByteSink i32(int v) {
        return raw(ByteBuffer.allocate(4).putInt(v).array());
    }

    /// Eight bytes.
    public ByteSink i64(long v) {
        return raw(ByteBuffer.allocate(8).putLong(v).array());
    }

    /// Sixteen bytes.
    public ByteSink id(RowId id) {
        return raw(id.bytes());
    }

    /// Bytes without a length.
    public ByteSink raw(byte[] v) {
        out.writeBytes(v);
        return this;
    }

    /// Bytes after their length.
    public ByteSink bytes(byte[] v) {
        return i32(v.length).raw(v);
    }

    /// Text after its length.
    public ByteSink text(String v) {
        return bytes(v.getBytes(StandardCharsets.UTF_8));
    }

    /// What was written.
    public byte[] toBytes() {
        return out.toByteArray();
    }
}
