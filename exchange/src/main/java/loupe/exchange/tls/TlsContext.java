package loupe.exchange.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import loupe.exchange.node.TlsTerms;

/// What the Java machine's TLS needs to keep to a node's terms. Safe for any thread.
public final class TlsContext {
    private static final char[] NO_PASSWORD = new char[0];

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
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            KeyStore anchors = emptyStore();
            int n = 0;
            for (Certificate c : certificates(terms.trust())) {
                anchors.setCertificateEntry("anchor " + n++, c);
            }
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    terms.own().isPresent() ? own(terms.own().get()) : new KeyManager[0], trust.getTrustManagers(), null);
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

    private static KeyManager[] own(TlsTerms.OwnKey own) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates(own.chain()).toArray(new Certificate[0]);
        byte[] der = Base64.getMimeDecoder().decode(own.key().replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(der));
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key, NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (all.isEmpty()) {
            throw new GeneralSecurityException("there must be a certificate");
        }
        return all;
    }
}
