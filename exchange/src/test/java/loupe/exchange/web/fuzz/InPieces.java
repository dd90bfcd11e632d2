package loupe.exchange.web.fuzz;

import java.io.ByteArrayInputStream;

/// A stream that gives no more than some bytes a read.
final class InPieces extends ByteArrayInputStream {
    private final int most;

    InPieces(byte[] bytes, int most) {
        super(bytes);
        this.most = most;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, most));
    }
}
