package loupe.exchange.dimse.association;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import loupe.core.work.JobContext;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.tls.TlsContext;

/// Tells whether a port speaks TLS, where it closes without a word: the answer to a greeting begins with a record of TLS (RFC 8446 5.1).
/// Nothing is agreed on and nothing else is sent.
public final class TlsProbe {
    private static final int ALERT = 0x15;
    private static final int GREETING = 0x16;

    private TlsProbe() {}

    /// Whether a port answers a greeting of TLS as TLS.
    ///
    /// @param most how long it may take; false where that is not enough
    public static boolean speaksTls(String host, int port, Duration most, JobContext job) {
        Connection connection = Connection.unmade();
        JobContext.Registration onCancel = job.onCancel(() -> close(connection));
        try (Watchdog watchdog = new Watchdog(() -> close(connection))) {
            watchdog.start();
            watchdog.arm(most);
            connection.connect(host, port, Math.clamp(most.toMillis(), 1, Integer.MAX_VALUE));
            byte[] hello = hello();
            OutputStream out = connection.output();
            out.write(hello);
            out.flush();
            int first = connection.input().read();
            return first == GREETING || first == ALERT;
        } catch (IOException e) {
            return false;
        } finally {
            onCancel.close();
            close(connection);
        }
    }

    /// Why a node ends a protected connection right after the greeting, which with TLS 1.3 is where it says what it has against the
    /// certificate of this machine. A word that was sent meanwhile would take the alert away, so none is.
    ///
    /// @param most how long it may take
    /// @return empty where it says nothing
    public static Optional<PeerException> alert(DimseAddress to, Duration most, JobContext job) {
        Connection connection = Connection.unmade();
        JobContext.Registration onCancel = job.onCancel(() -> close(connection));
        try (Watchdog watchdog = new Watchdog(() -> close(connection))) {
            watchdog.start();
            watchdog.arm(most);
            connection.connect(to.host(), to.port(), Math.clamp(most.toMillis(), 1, Integer.MAX_VALUE));
            connection.protectAsClient(TlsContext.of(to.tls().orElseThrow()), to.host(), to.port());
            int end = connection.input().read();
            return end < 0 ? Optional.of(TlsFailure.afterGreeting()) : Optional.empty();
        } catch (SSLException e) {
            return Optional.of(TlsFailure.of(e));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            onCancel.close();
            close(connection);
        }
    }

    private static byte[] hello() throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            engine.beginHandshake();
            ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            SSLEngineResult wrapped = engine.wrap(ByteBuffer.allocate(0), out);
            byte[] hello = new byte[wrapped.bytesProduced()];
            out.flip().get(hello);
            return hello;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform must have TLS", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // What cannot be closed is closed.
        }
    }
}
