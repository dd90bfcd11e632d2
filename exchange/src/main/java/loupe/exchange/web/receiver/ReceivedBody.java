package loupe.exchange.web.receiver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// A body as it comes: counted, with the moment of its last byte, and whether it broke.
final class ReceivedBody extends FilterInputStream {
    private final long most;
    private final AtomicLong moved = new AtomicLong(System.nanoTime());
    private volatile boolean waiting;
    private long read;
    private boolean broken;
    private boolean tooLong;

    ReceivedBody(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        waiting = true;
        moved.set(System.nanoTime());
        int n;
        try {
            n = in.read(into, offset, length);
        } catch (IOException e) {
            broken = true;
            throw e;
        } finally {
            waiting = false;
        }
        read += Math.max(0, n);
        if (read > most) {
            tooLong = true;
            throw new BodyTooLongException();
        }
        return n;
    }

    /// Whether it waits for the sender and since when, in nanoseconds; 0 while this machine is at work on what came.
    long silentNanos() {
        return waiting ? System.nanoTime() - moved.get() : 0;
    }

    /// Whether the connection failed.
    boolean broken() {
        return broken;
    }

    boolean tooLong() {
        return tooLong;
    }

    /// Reads what follows the last boundary.
    void drain() throws IOException {
        byte[] rest = new byte[8192];
        while (read(rest, 0, rest.length) >= 0) {}
    }

    /// The exchange closes what is under it.
    @Override
    public void close() {}
}
