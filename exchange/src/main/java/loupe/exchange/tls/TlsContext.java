package loupe.exchange.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import loupe.core.certificate.Pem;
import loupe.exchange.node.TlsTerms;

/// What the Java machine's TLS needs to keep to a node's terms. Safe for any thread.
public final class TlsContext {
    /// Suites with forward secrecy and authenticated encryption alone (PS3.15 B.13; RFC 9325 4.2).
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
    };

    private final SSLContext context;
    private final TlsTerms terms;

    private TlsContext(SSLContext context, TlsTerms terms) {
        this.context = context;
        this.terms = terms;
    }

    /// The context of a node's terms: anchors are those of the terms alone, never those of the machine.
    ///
    /// @throws IllegalArgumentException if certificates or key are not PEM that reads
    public static TlsContext of(TlsTerms terms) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Optional<TlsTerms.OwnKey> own = terms.own();
            context.init(
                    own.isPresent() ? Pem.showing(own.get().chain(), own.get().key()) : new KeyManager[0], Pem.trusting(terms.trust()), null);
            return new TlsContext(context, terms);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("certificates and key must be PEM that reads, the key PKCS#8 and not encrypted", e);
        }
    }

    /// The context, for sockets, clients and servers.
    public SSLContext context() {
        return context;
    }

    /// Versions, suites and the check of the host's name, for this machine as client.
    public SSLParameters ofClient() {
        SSLParameters p = common();
        p.setEndpointIdentificationAlgorithm("HTTPS");
        return p;
    }

    /// Versions and suites for this machine as server; who connects must show a certificate that the terms trust.
    public SSLParameters ofServer() {
        SSLParameters p = common();
        p.setNeedClientAuth(true);
        return p;
    }

    private SSLParameters common() {
        SSLParameters p = new SSLParameters(SUITES);
        p.setProtocols(terms.from12() ? new String[] {"TLSv1.3", "TLSv1.2"} : new String[] {"TLSv1.3"});
        p.setUseCipherSuitesOrder(true);
        return p;
    }
}
