package loupe.store.db;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the store's deterministic encoding: big endian numbers, byte strings and UTF-8 text after a 32-bit length.
public final class ByteSink {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] out = new byte[256];
    private int size;

    /// Makes room in [#out], which may be another array afterwards.
    private int grown(int by) {
        int at = size;
        size = Math.addExact(size, by);
        if (size > out.length) {
            out = Arrays.copyOf(out, Math.max(size, (int) Math.min(2L * out.length, Integer.MAX_VALUE - 16)));
        }
        return at;
    }

    /// One byte.
    public ByteSink u8(int v) {
        int at = grown(1);
        out[at] = (byte) v;
        return this;
    }

    /// Four bytes.
    public ByteSink i32(int v) {
        int at = grown(4);
        INT.set(out, at, v);
        return this;
    }

    /// Eight bytes.
    public ByteSink i64(long v) {
        int at = grown(8);
        LONG.set(out, at, v);
        return this;
    }

    /// Sixteen bytes.
    public ByteSink id(RowId id) {
        return i64(id.high()).i64(id.low());
    }

    /// Bytes without a length.
    public ByteSink raw(byte[] v) {
        int at = grown(v.length);
        System.arraycopy(v, 0, out, at, v.length);
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
        return Arrays.copyOf(out, size);
    }
}
