package loupe.exchange.web.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Whether who ended a connection without an answer did so because it speaks TLS. It answers what is not TLS with an alert (RFC 8446 6,
/// type 21), which the client of HTTP takes for an answer cut short.
final class TlsProbe {
    private static final int MILLIS = 1000;
    private static final int ALERT = 21;
    private static final int MAJOR_VERSION = 3;

    private TlsProbe() {}

    /// Asks with a request that says nothing of this machine.
    static boolean answersInTls(URI uri) {
        try (Socket s = new Socket()) {
            s.connect(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()), MILLIS);
            s.setSoTimeout(MILLIS);
            s.getOutputStream().write("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            s.getOutputStream().flush();
            byte[] first = s.getInputStream().readNBytes(2);
            return first.length == 2 && first[0] == ALERT && first[1] == MAJOR_VERSION;
        } catch (IOException e) {
            return false;
        }
    }
}
