package loupe.exchange.dimse.association;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import loupe.exchange.dimse.pdu.AssociationAbort;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.PduException;
import loupe.exchange.dimse.pdu.PduParser;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// PDUs over a connection: read whole within a time, written in one piece each within a time. One thread reads and writes;
/// [#cut()] may be called from any.
final class Wire implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_FIXED = 64;
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_GREETING = 0x16;

    private final InputStream in;
    private final OutputStream out;
    private final Link link;
    private final Timeouts timeouts;
    private final Watchdog watchdog;
    private final int longestData;
    private final ReentrantLock writing = new ReentrantLock();
    private byte[] body = new byte[0];
    private int type;
    private int length;
    private volatile boolean closed;
    private volatile boolean reading;

    /// What is below the streams.
    interface Link {
        /// Closes both streams, also under a thread that is blocked in one.
        void close() throws IOException;

        /// Makes a read that waits longer than so many milliseconds throw SocketTimeoutException; 0: none does.
        void patience(int millis) throws IOException;
    }

    /// @param longestData bytes of the variable field of a P-DATA-TF that are taken
    Wire(InputStream in, OutputStream out, Link link, Timeouts timeouts, int longestData) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.out = out;
        this.link = link;
        this.timeouts = timeouts;
        this.longestData = longestData;
        this.watchdog = new Watchdog(this::shut);
        watchdog.start();
    }

    /// Reads the next PDU.
    ///
    /// @param wait until its first byte comes
    /// @throws PeerException if none comes, or what comes is none
    void read(Duration wait) throws PeerException {
        try {
            reading = true;
            watchdog.arm(wait);
            int first = in.read();
            reading = false;
            if (first < 0) {
                throw new EOFException();
            }
            watchdog.arm(timeouts.response());
            header(first);
            fill();
            watchdog.disarm();
        } catch (PduException e) {
            throw broken(e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void header(int first) throws IOException {
        byte[] rest = in.readNBytes(Pdu.HEADER - 1);
        if (first == TLS_GREETING || first == TLS_ALERT) {
            throw new PeerException(
                    Why.PLAIN_AGAINST_TLS, "The other system speaks TLS at this port and this machine does not; set TLS for the node.");
        }
        if (rest.length < Pdu.HEADER - 1) {
            throw new EOFException();
        }
        type = first;
        long claimed = (rest[1] & 0xffL) << 24 | (rest[2] & 0xff) << 16 | (rest[3] & 0xff) << 8 | rest[4] & 0xff;
        long most =
                switch (first) {
                    case Pdu.DATA -> longestData;
                    case Pdu.ASSOCIATE_RQ, Pdu.ASSOCIATE_AC -> Pdu.LONGEST_ASSOCIATE;
                    case Pdu.ASSOCIATE_RJ, Pdu.RELEASE_RQ, Pdu.RELEASE_RP, Pdu.ABORT -> LONGEST_FIXED;
                    default -> throw new PduException("there is no PDU of type " + first);
                };
        if (claimed > most) {
            throw new PduException("a PDU claims to be longer than was agreed");
        }
        length = (int) claimed;
    }

    /// What is taken of memory grows with what came, not with what was claimed.
    private void fill() throws IOException {
        int have = 0;
        while (have < length) {
            if (have == body.length) {
                body = java.util.Arrays.copyOf(body, Math.min(length, Math.max(2 * body.length, BUFFER)));
            }
            int n = in.read(body, have, Math.min(length, body.length) - have);
            if (n < 0) {
                throw new EOFException();
            }
            have += n;
        }
    }

    /// Whether something comes within a time. The connection goes on either way.
    boolean comes(Duration wait) throws PeerException {
        try {
            link.patience(Math.clamp(wait.toMillis(), 1, Integer.MAX_VALUE));
            in.mark(1);
            boolean came = in.read() >= 0;
            in.reset();
            link.patience(0);
            return came;
        } catch (SocketTimeoutException e) {
            try {
                link.patience(0);
            } catch (IOException broken) {
                throw failure(broken);
            }
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// Waits anew for the PDU that is waited for, since something else shows that the other side is at work. From any thread.
    void stillWaiting(Duration wait) {
        if (reading) {
            watchdog.arm(wait);
        }
    }

    /// Type of the PDU read last.
    int type() {
        return type;
    }

    /// Bytes of the variable field of the PDU read last.
    int length() {
        return length;
    }

    /// Holds the variable field of the PDU read last from its first byte on; overwritten by the next read.
    byte[] body() {
        return body;
    }

    /// The PDU read last, if it is not P-DATA-TF.
    ///
    /// @throws PeerException if its bytes are none
    Pdu pdu() throws PeerException {
        try {
            return PduParser.parse(type, body, length);
        } catch (PduException e) {
            throw broken(e);
        }
    }

    /// Writes bytes in one piece.
    ///
    /// @throws PeerException if they are not taken in time, or the connection broke
    void write(byte[] bytes, int size) throws PeerException {
        writing.lock();
        try {
            watchdog.arm(timeouts.write());
            out.write(bytes, 0, size);
            out.flush();
            watchdog.disarm();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            writing.unlock();
        }
    }

    void write(Pdu pdu) throws PeerException {
        byte[] bytes = PduBytes.of(pdu);
        write(bytes, bytes.length);
    }

    /// What breaks the protocol: the other side is told, and the connection ends.
    PeerException broken(PduException e) {
        return broken(e.getMessage() == null ? "" : e.getMessage());
    }

    PeerException broken(String what) {
        abort(AssociationAbort.OF_PROTOCOL);
        return new PeerException(Why.PROTOCOL, "What the other system sent breaks the protocol: " + what + ".");
    }

    /// Why a read or write failed.
    PeerException failure(IOException e) {
        boolean late = watchdog.expired();
        boolean ours = closed && !late;
        close();
        if (late) {
            return new PeerException(Why.TIMEOUT, "The other system did not answer in time, or stopped reading.", e);
        }
        if (ours) {
            return new PeerException(Why.ABORTED, "The connection was ended by this machine.", e);
        }
        return switch (e) {
            case PeerException p -> p;
            case SSLException tls -> TlsFailure.of(tls);
            default -> new PeerException(Why.ABORTED, "The other system closed the connection without a word.", e);
        };
    }

    /// Says that it ends, if the other side takes it at once, and ends.
    void abort(AssociationAbort abort) {
        if (!closed && writing.tryLock()) {
            try {
                byte[] bytes = PduBytes.of(abort);
                watchdog.arm(timeouts.release());
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                // It ends either way.
            } finally {
                writing.unlock();
            }
        }
        close();
    }

    /// Ends it from another thread, also under one that is blocked.
    void cut() {
        closed = true;
        shut();
    }

    boolean closed() {
        return closed;
    }

    private void shut() {
        try {
            link.close();
        } catch (IOException e) {
            // What cannot be closed is closed.
        }
    }

    @Override
    public void close() {
        closed = true;
        watchdog.close();
        shut();
    }
}
