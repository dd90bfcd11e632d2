package loupe.exchange.web.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
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

    private static PeerException speaksTls(URI uri) {
        return new PeerException(Why.PLAIN_AGAINST_TLS, Failures.where(uri) + " speaks TLS; write https in its root.");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }
}
