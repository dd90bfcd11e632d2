package loupe.exchange.web.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.tls.TlsContext;

/// Why a connection ended without an answer, where TLS is the reason: a handshake by itself, with nothing sent after it, hears the
/// alert that is lost where a request is on its way (RFC 8446 6.2, and 4.4.2.4 for a certificate that is asked for).
final class TlsProbe {
    private static final int MILLIS = 1000;
    private static final String ANYTHING = "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private TlsProbe() {}

    /// What a handshake with the other side says; empty where it says nothing against it.
    ///
    /// @param tls this machine's terms; empty for those of the Java machine
    static Optional<PeerException> of(URI uri, Optional<TlsContext> tls) {
        boolean plain = "http".equals(uri.getScheme());
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress(uri.getHost(), port(uri)), MILLIS);
            s.setSoTimeout(MILLIS);
            SSLContext context = plain || tls.isEmpty() ? SSLContext.getDefault() : tls.get().context();
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(s, uri.getHost(), port(uri), true);
            SSLParameters terms = plain || tls.isEmpty() ? secured.getSSLParameters() : tls.get().ofClient();
            secured.setSSLParameters(terms);
            secured.startHandshake();
            if (plain) {
                return Optional.of(speaksTls(uri));
            }
            secured.getInputStream().read();
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (SSLException e) {
            PeerException why = Failures.of(e, uri);
            boolean told = why.why() != Why.ABORTED && why.why() != Why.PLAIN_AGAINST_TLS;
            return !told ? Optional.empty() : Optional.of(plain ? speaksTls(uri) : why);
        } catch (IOException | NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    /// Whether who does not get on with a handshake answers in plain HTTP: its server waits for the end of a line that TLS does not have.
    static Optional<PeerException> plain(URI uri) {
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress(uri.getHost(), port(uri)), MILLIS);
            s.setSoTimeout(MILLIS);
            s.getOutputStream().write(ANYTHING.getBytes(StandardCharsets.US_ASCII));
            s.getOutputStream().flush();
            String first = new String(s.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
            return !first.equals("HTTP/")
                    ? Optional.empty()
                    : Optional.of(new PeerException(
                            Why.PLAIN_AGAINST_TLS,
                            Failures.where(uri) + " does not speak TLS; write http in its root, or check the port."));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PeerException speaksTls(URI uri) {
        return new PeerException(Why.PLAIN_AGAINST_TLS, Failures.where(uri) + " speaks TLS; write https in its root.");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }
}
