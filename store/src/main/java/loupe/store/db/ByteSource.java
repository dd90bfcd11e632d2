package loupe.store.db;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import loupe.store.fault.StoreException;

/// Reads what [ByteSink] wrote; every fault is a TAMPERED store.
public final class ByteSource {
    private final ByteBuffer in;

    /// Reads from the first byte.
    public ByteSource(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /// One byte, 0 to 255.
    public int u8() throws StoreException {
        return raw(1)[0] & 0xff;
    }

    /// Four bytes.
    public int i32() throws StoreException {
        return ByteBuffer.wrap(raw(4)).getInt();
    }

    /// Eight bytes.
    public long i64() throws StoreException {
        return ByteBuffer.wrap(raw(8)).getLong();
    }

    /// Sixteen bytes.
    public RowId id() throws StoreException {
        return RowId.of(raw(16));
    }

    /// So many bytes.
    public byte[] raw(int n) throws StoreException {
        if (n < 0 || n > in.remaining()) {
            throw malformed();
        }
        byte[] v = new byte[n];
        try {
            in.get(v);
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
        return v;
    }

    /// Bytes after their length.
    public byte[] bytes() throws StoreException {
        return raw(i32());
    }

    /// Text after its length.
    public String text() throws StoreException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /// A count that at least so many bytes an element must follow.
    public int count(int bytesEach) throws StoreException {
        int n = i32();
        if (n < 0 || (long) n * bytesEach > in.remaining()) {
            throw malformed();
        }
        return n;
    }

    /// Bytes read so far.
    public int position() {
        return in.position();
    }

    private static StoreException malformed() {
        return new StoreException(
                StoreException.Kind.TAMPERED, "A stored value is damaged; run the verification and restore a backup.");
    }
}
