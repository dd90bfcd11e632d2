package loupe.exchange.web.receiver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress.Login;

/// How a receiver listens and what it takes.
///
/// @param at address and port; port 0 for a free one
/// @param root path its service is at, such as `/dicom-web`
/// @param login what a sender must show; none where its certificate says enough, or nobody else reaches this address
/// @param tls terms by which senders must show a certificate too; empty for a connection anybody on the wire can read
/// @param bodies bodies taken at once; beyond, a sender is told to come again (503)
/// @param bytes bytes of one body; beyond, it is ended (413)
/// @param idle how long a sender may stop within a body
public record ReceiverTerms(
        InetSocketAddress at, String root, Login login, Optional<TlsTerms> tls, int bodies, long bytes, Duration idle) {
    /// Four bodies of at most 64 GiB, a minute of silence.
    public static ReceiverTerms local(int port) {
        return new ReceiverTerms(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/dicom-web", new Login.None(), Optional.empty(), 4,
                64L << 30, Duration.ofMinutes(1));
    }

    /// Checks ranges, and that a login is not sent where anybody can read it.
    public ReceiverTerms {
        if (!root.matches("(/[A-Za-z0-9._-]+)+")) {
            throw new IllegalArgumentException("root must be a path of letters, digits, -, _ and ., such as /dicom-web");
        }
        if (bodies < 1 || bytes < 1 || !idle.isPositive()) {
            throw new IllegalArgumentException("bodies, bytes and idle must be positive");
        }
        boolean open = at.getAddress() == null || !at.getAddress().isLoopbackAddress();
        if (open && tls.isEmpty()) {
            throw new IllegalArgumentException("a receiver that others reach must have TLS: what it takes holds names");
        }
    }
}
