package loupe.exchange.dimse.association;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLException;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// Why a greeting of TLS failed, told from what the platform throws: causes for the other side's certificate, names of alerts
/// (RFC 8446 6.2) for this machine's.
final class TlsFailure {
    private TlsFailure() {}

    static PeerException of(SSLException e) {
        PeerException own = theirCertificate(e);
        return own != null ? own : alert(e);
    }

    /// A node ended the connection after the greeting and before it said anything.
    static PeerException afterGreeting() {
        return new PeerException(
                Why.UNTRUSTED,
                "The other system ended the protected connection right after the greeting; it may not take the certificate of this "
                        + "machine, or want one.");
    }

    /// The same failure, or, where the time of this machine's certificate is over or has not begun, that: what a node says of it may be
    /// lost when it closes while it is still written to.
    static PeerException orOwnTime(TlsTerms terms, PeerException otherwise) {
        if (otherwise.why() != Why.UNTRUSTED && otherwise.why() != Why.PLAIN_AGAINST_TLS || terms.own().isEmpty()) {
            return otherwise;
        }
        try {
            byte[] pem = terms.own().get().chain().getBytes(StandardCharsets.US_ASCII);
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            own.checkValidity();
            return otherwise;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return new PeerException(
                    Why.EXPIRED, "The other system ended the greeting, and the certificate of this machine is not valid now: renew it.", e);
        } catch (CertificateException e) {
            return otherwise;
        }
    }

    private static @org.jspecify.annotations.Nullable PeerException theirCertificate(SSLException e) {
        Why why = null;
        int depth = 0;
        for (Throwable t = e; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof CertificateExpiredException
                    || t instanceof CertificateNotYetValidException
                    || t instanceof CertPathValidatorException p
                            && (p.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                                    || p.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID
                                    || p.getReason() == CertPathValidatorException.BasicReason.REVOKED)) {
                return new PeerException(
                        Why.EXPIRED, "The certificate of the other system is not valid now: its time is over or has not begun, or it "
                                + "was revoked.", e);
            }
            if (t instanceof CertificateException || t instanceof java.security.cert.CertPathBuilderException) {
                why = Why.UNTRUSTED;
            }
        }
        return why == null
                ? null
                : new PeerException(
                        why, "The certificate of the other system is not vouched for by those that are trusted here, or is for "
                                + "another host.", e);
    }

    private static PeerException alert(SSLException e) {
        String m = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (m.contains("certificate_expired") || m.contains("certificate_revoked")) {
            return new PeerException(Why.EXPIRED, "The other system says that the certificate of this machine is not valid any more.", e);
        }
        if (m.contains("unrecognized ssl message") || m.contains("plaintext connection") || m.contains("unsupported record version")) {
            return new PeerException(
                    Why.PLAIN_AGAINST_TLS, "The other system does not speak TLS at this port; take TLS out of the node's settings or "
                            + "name its TLS port.", e);
        }
        if (m.contains("protocol_version") || m.contains("no appropriate protocol") || m.contains("selected unsupported protocol")
                || m.contains("protocol version")) {
            return new PeerException(
                    Why.NOT_OFFERED, "The two systems share no version of TLS; 1.3 is spoken here, and 1.2 where the node's setting "
                            + "allows it.", e);
        }
        if (m.contains("certificate") || m.contains("unknown_ca") || m.contains("handshake_failure") || m.contains("access_denied")) {
            return new PeerException(
                    Why.UNTRUSTED, "The other system does not take the certificate of this machine, or wants one and got none.", e);
        }
        if (m.contains("terminated the handshake") || m.contains("closed inbound")) {
            return new PeerException(
                    Why.PLAIN_AGAINST_TLS, "The other system ended the connection during the greeting of TLS; it may not speak TLS at "
                            + "this port.", e);
        }
        return new PeerException(Why.ABORTED, "The protected connection broke.", e);
    }
}
