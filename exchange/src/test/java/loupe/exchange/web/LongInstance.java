package loupe.exchange.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;

/// A file as long as is asked for, made as it is read: a slice and zeros behind it.
///
/// @param bytes of zeros
public record LongInstance(long bytes) implements OutgoingInstance {
    private static final GeneratedCt.Sent SLICE =
            GeneratedCt.series("2.25.33001", "A^B", 1, 64).getFirst();

    @Override
    public InstanceHead head() {
        return SLICE.head();
    }

    /// Its length.
    public long length() {
        return SLICE.bytes().length + bytes;
    }

    @Override
    public InputStream file() {
        return new SequenceInputStream(new ByteArrayInputStream(SLICE.bytes()), new InputStream() {
            private long left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int n = (int) Math.min(length, left);
                if (n <= 0) {
                    return -1;
                }
                Arrays.fill(into, offset, offset + n, (byte) 0);
                left -= n;
                return n;
            }
        });
    }
}
