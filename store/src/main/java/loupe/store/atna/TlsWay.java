package loupe.store.atna;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import loupe.core.certificate.Pem;

/// The way to a collector: TLS 1.3 only, the collector's certificate checked against the site's own anchors and its name.
///
/// RFC 5425 has no acknowledgement. Lines count as delivered when all were written, this side said that it is done
/// (close_notify), and the collector closed without complaint, or said nothing for [#PATIENCE_MILLIS]. What failed before
/// is sent again whole: a collector may see a line twice, told by its sequence, and never misses one unseen.
public final class TlsWay {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Collector collector;

    /// @param collector where to
    public TlsWay(Collector collector) {
        this.collector = collector;
    }

    /// Refuses settings that cannot work: certificates or a key that do not read.
    ///
    /// @throws IllegalArgumentException where they do not
    public static void check(Collector collector) {
        try {
            new TlsWay(collector).context();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the collector's certificates or key must be PEM that reads", e);
        }
    }

    /// Delivers lines, in order.
    ///
    /// @param frames each with its length in front
    /// @throws IOException where they were not delivered
    public void deliver(List<byte[]> frames) throws IOException {
        SSLContext context;
        try {
            context = context();
        } catch (GeneralSecurityException e) {
            throw new IOException("the collector's certificates or key do not read", e);
        }
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(collector.host(), collector.port()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket tls = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, collector.host(), collector.port(), true)) {
                SSLParameters p = tls.getSSLParameters();
                p.setProtocols(new String[] {"TLSv1.3"});
                p.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(p);
                tls.startHandshake();
                OutputStream out = tls.getOutputStream();
                for (byte[] f : frames) {
                    out.write(f);
                }
                out.flush();
                tls.shutdownOutput();
                awaitEnd(tls.getInputStream());
            }
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        try {
            while (in.read() >= 0) {
                // A collector has nothing to say by this protocol.
                continue;
            }
        } catch (SocketTimeoutException e) {
            return;
        } catch (SSLException e) {
            // Closed without close_notify: sloppy, but all was taken. An alert is a refusal.
            if (!(e.getCause() instanceof EOFException)) {
                throw e;
            }
        }
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        Optional<Collector.ClientKey> client = collector.client();
        context.init(
                client.isPresent() ? Pem.showing(client.get().chain(), client.get().key()) : new KeyManager[0],
                Pem.trusting(collector.trust()), null);
        return context;
    }
}
