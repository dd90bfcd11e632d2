package loupe.exchange.node;

import java.util.Optional;

/// How a connection is kept from others: TLS 1.3, and 1.2 where a node's setting allows it (PS3.15 B.12); nothing below.
///
/// @param trust certificates (PEM) one of which must vouch for the other side's
/// @param own what this machine shows of itself; empty where the other side asks for nothing
/// @param from12 whether TLS 1.2 will do too
public record TlsTerms(String trust, Optional<OwnKey> own, boolean from12) {
    /// A certificate and its key.
    ///
    /// @param chain certificates (PEM), own first
    /// @param key private key (PEM, PKCS#8, not encrypted)
    public record OwnKey(String chain, String key) {
        /// Without the key.
        @Override
        public String toString() {
            return "OwnKey";
        }
    }

    /// Checks that there is something to trust.
    public TlsTerms {
        if (trust.isBlank()) {
            throw new IllegalArgumentException("trust must hold a certificate; without one anybody could answer");
        }
    }
}
