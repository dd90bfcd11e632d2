package loupe.store.atna;

import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.store.fault.StoreException;

/// Where audit messages go.
///
/// @param host host name or address; must be what the collector's certificate names
/// @param port 1 to 65535; 6514 by RFC 5425
/// @param trust certificates (PEM) one of which must vouch for the collector's
/// @param client what this machine shows of itself, where the collector asks for it
public record Collector(String host, int port, String trust, Optional<ClientKey> client) {
    private static final String TYPE = "collector";
    private static final int VERSION = 1;

    /// A certificate and its key.
    ///
    /// @param chain certificates (PEM), own first
    /// @param key private key (PEM, PKCS#8, not encrypted)
    public record ClientKey(String chain, String key) {
        /// Without the key.
        @Override
        public String toString() {
            return "ClientKey";
        }
    }

    /// Checks the ranges.
    public Collector {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be named");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    /// Encodes it.
    public byte[] toBytes() {
        return Encoding.encode(TYPE, VERSION, this);
    }

    /// Decodes one.
    public static Collector of(byte[] bytes) throws StoreException {
        try {
            return Encoding.decode(bytes, TYPE, VERSION, Collector.class);
        } catch (EncodingException e) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "The collector's settings do not read; set them again.", e);
        }
    }
}
