package loupe.exchange.node;

import java.util.Optional;

/// Where a system takes messages.
///
/// @param host host name or address
/// @param port 1 to 65535; often 2575
/// @param tls empty for a connection anybody on the wire can read
public record MllpAddress(String host, int port, Optional<TlsTerms> tls) {
    /// Checks ranges.
    public MllpAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be named");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }
}
