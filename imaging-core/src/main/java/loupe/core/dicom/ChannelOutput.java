package loupe.core.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// A stream to a channel that gathers small pieces and lets large ones go by without a copy. Not thread-safe.
public final class ChannelOutput extends OutputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final WritableByteChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocate(BUFFER_BYTES);

    /// @param channel closed with the stream
    public ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        if (!gathered.hasRemaining()) {
            flush();
        }
        gathered.put((byte) b);
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
        if (length > gathered.remaining()) {
            flush();
        }
        if (length > BUFFER_BYTES) {
            all(ByteBuffer.wrap(b, from, length));
        } else {
            gathered.put(b, from, length);
        }
    }

    /// Writes a segment's bytes.
    ///
    /// @throws IOException if the channel fails
    void write(MemorySegment m) throws IOException {
        if (m.byteSize() <= gathered.remaining()) {
            gathered.put(m.asByteBuffer());
            return;
        }
        flush();
        for (long at = 0; at < m.byteSize(); at += Integer.MAX_VALUE) {
            all(m.asSlice(at, Math.min(Integer.MAX_VALUE, m.byteSize() - at)).asByteBuffer());
        }
    }

    @Override
    public void flush() throws IOException {
        all(gathered.flip());
        gathered.clear();
    }

    private void all(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
