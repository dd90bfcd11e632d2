package loupe.exchange.web.json;

import java.net.URI;
import java.util.Locale;

/// Scheme, host and port of an address (RFC 6454): what a login belongs to.
///
/// @param scheme `http` or `https`; empty where the address has none
/// @param host in lower case; empty where the address has none
/// @param port as named or as the scheme has it; -1 where neither says
public record WebOrigin(String scheme, String host, int port) {
    /// The origin of an address.
    public static WebOrigin of(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        return new WebOrigin(scheme, host, address.getPort() < 0 ? usual : address.getPort());
    }
}
