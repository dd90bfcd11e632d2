package loupe.core.certificate;

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
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys as PEM (RFC 7468). Safe for any thread.
public final class Pem {
    private static final char[] NO_PASSWORD = new char[0];

    private Pem() {}

    /// Trust in what these certificates vouch for, and in nothing else: never in the machine's own list.
    ///
    /// @param anchors certificates, at least one
    /// @throws GeneralSecurityException if there is none, or one does not read
    public static TrustManager[] trusting(String anchors) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        KeyStore store = emptyStore();
        int n = 0;
        for (Certificate c : certificates(anchors)) {
            store.setCertificateEntry("anchor " + n++, c);
        }
        trust.init(store);
        return trust.getTrustManagers();
    }

    /// What this machine shows of itself.
    ///
    /// @param chain certificates, own first
    /// @param key its private key, PKCS#8 and not encrypted
    /// @throws GeneralSecurityException if one of them does not read
    public static KeyManager[] showing(String chain, String key) throws GeneralSecurityException, IOException {
        Certificate[] all = certificates(chain).toArray(new Certificate[0]);
        byte[] der = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey own = KeyFactory.getInstance(all[0].getPublicKey().getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        KeyStore store = emptyStore();
        store.setKeyEntry("own", own, NO_PASSWORD, all);
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
