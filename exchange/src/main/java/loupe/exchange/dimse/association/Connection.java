package loupe.exchange.dimse.association;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import loupe.exchange.tls.TlsContext;

/// A socket and what is spoken over it: plain or TLS. Nothing waits to be sent together (TCP_NODELAY), and what came is acknowledged at
/// once where the platform can (TCP_QUICKACK, which has to be set again after each read): peers that answer in two writes and wait for
/// the acknowledgement of the first otherwise lose 40 ms a message.
final class Connection implements Wire.Link {
    private final Socket plain;
    private Socket spoken;

    private Connection(Socket plain) {
        this.plain = plain;
        this.spoken = plain;
    }

    /// One that is not made yet; it can be closed meanwhile.
    static Connection unmade() {
        return new Connection(new Socket());
    }

    /// One that somebody made to this machine.
    static Connection accepted(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(socket);
    }

    void connect(String host, int port, int mostMillis) throws IOException {
        plain.setOption(StandardSocketOptions.TCP_NODELAY, true);
        plain.connect(new InetSocketAddress(host, port), mostMillis);
    }

    /// Greets as client.
    void protectAsClient(TlsContext tls, String host, int port) throws IOException {
        SSLSocket s = (SSLSocket) tls.context().getSocketFactory().createSocket(plain, host, port, true);
        s.setSSLParameters(tls.ofClient());
        spoken = s;
        s.startHandshake();
    }

    /// Greets as server.
    void protectAsServer(TlsContext tls) throws IOException {
        SSLSocket s = (SSLSocket) tls.context().getSocketFactory().createSocket(plain, InputStream.nullInputStream(), true);
        s.setUseClientMode(false);
        s.setSSLParameters(tls.ofServer());
        spoken = s;
        s.startHandshake();
    }

    InputStream input() throws IOException {
        return spoken.getInputStream();
    }

    OutputStream output() throws IOException {
        return spoken.getOutputStream();
    }

    Wire wire(Timeouts timeouts, int longestData) throws IOException {
        InputStream in = spoken.getInputStream();
        SocketOption<Boolean> quick = ExtendedSocketOptions.TCP_QUICKACK;
        InputStream acknowledged = plain.supportedOptions().contains(quick)
                ? new FilterInputStream(in) {
                    @Override
                    public int read(byte[] b, int off, int len) throws IOException {
                        int n = super.read(b, off, len);
                        if (n > 0 && !plain.isClosed()) {
                            plain.setOption(quick, true);
                        }
                        return n;
                    }
                }
                : in;
        return new Wire(acknowledged, spoken.getOutputStream(), this, timeouts, longestData);
    }

    @Override
    public void patience(int millis) throws IOException {
        plain.setSoTimeout(millis);
    }

    /// The socket below TLS is closed, for TLS would wait for a writer that is blocked.
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
