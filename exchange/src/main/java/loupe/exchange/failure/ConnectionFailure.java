package loupe.exchange.failure;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// Why the other side could not be spoken with, in one sentence for a person.
public final class ConnectionFailure {
    private ConnectionFailure() {}

    /// What an exception of a socket, of TLS or of the client of HTTP means; one that is a [PeerException] already stays what it is.
    ///
    /// @param where who the other side is: host and port, nothing of what was asked
    public static PeerException of(Throwable thrown, String where) {
        Optional<PeerException> known = causes(thrown)
                .filter(PeerException.class::isInstance)
                .map(PeerException.class::cast)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (any(thrown, HttpConnectTimeoutException.class) || said(thrown, "connect timed out")) {
            return new PeerException(Why.TIMEOUT, where + " did not take the connection in time; check host, port and firewall.", thrown);
        }
        if (any(thrown, UnknownHostException.class) || any(thrown, UnresolvedAddressException.class)) {
            return new PeerException(Why.UNREACHABLE, "The host of " + where + " is not known; check its name.", thrown);
        }
        if (any(thrown, ConnectException.class) || any(thrown, NoRouteToHostException.class)) {
            return new PeerException(Why.UNREACHABLE, "Nothing listens at " + where + "; check host and port.", thrown);
        }
        if (any(thrown, SSLException.class) || any(thrown, CertificateException.class)) {
            return ofTls(thrown, where);
        }
        if (any(thrown, ProtocolException.class)) {
            return said(thrown, "\u0015\u0003") || said(thrown, "\\u0015")
                    ? new PeerException(Why.PLAIN_AGAINST_TLS, where + " speaks TLS; say so of this node.", thrown)
                    : new PeerException(Why.PROTOCOL, where + " does not keep to the protocol.", thrown);
        }
        return new PeerException(Why.ABORTED, where + " ended the connection before all was said.", thrown);
    }

    private static PeerException ofTls(Throwable t, String where) {
        if (any(t, CertificateExpiredException.class) || any(t, CertificateNotYetValidException.class)) {
            return new PeerException(Why.EXPIRED, "The certificate of " + where + " is out of date, or this machine's clock is.", t);
        }
        if (said(t, "certificate_expired")) {
            return new PeerException(Why.EXPIRED, where + " says this machine's certificate is out of date; renew it.", t);
        }
        if (said(t, "certificate_revoked")) {
            return new PeerException(Why.EXPIRED, where + " says this machine's certificate is revoked; renew it.", t);
        }
        if (said(t, "received fatal alert: bad_certificate") || said(t, "received fatal alert: unknown_ca")
                || said(t, "certificate_required") || said(t, "received fatal alert: certificate_unknown")
                || said(t, "received fatal alert: access_denied")) {
            return new PeerException(Why.UNTRUSTED, where + " does not trust this machine's certificate, or asks for one.", t);
        }
        if (any(t, CertificateException.class) || any(t, CertPathValidatorException.class) || any(t, CertPathBuilderException.class)) {
            return new PeerException(
                    Why.UNTRUSTED, "The certificate of " + where
                            + " is vouched for by nobody this machine trusts, or is for another host.", t);
        }
        if (said(t, "unrecognized ssl message") || said(t, "plaintext connection")) {
            return new PeerException(Why.PLAIN_AGAINST_TLS, where + " does not speak TLS; check the port, or what is said of this node.",
                    t);
        }
        if (said(t, "protocol_version") || said(t, "handshake_failure") || said(t, "insufficient_security")
                || said(t, "no appropriate protocol") || said(t, "not supported by")) {
            return new PeerException(
                    Why.NOT_OFFERED, where
                            + " and this machine share no version or cipher of TLS; 1.3, or 1.2 where allowed, is needed.", t);
        }
        return new PeerException(Why.ABORTED, where + " ended the connection while TLS was being agreed.", t);
    }

    private static boolean any(Throwable thrown, Class<? extends Throwable> type) {
        return causes(thrown).anyMatch(type::isInstance);
    }

    private static boolean said(Throwable thrown, String words) {
        return causes(thrown).anyMatch(t -> t.getMessage() != null && t.getMessage().toLowerCase(Locale.ROOT).contains(words));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(20);
    }
}
