package loupe.exchange.node;

import java.util.Optional;

/// Where a node takes DIMSE associations (PS3.8).
///
/// @param title its application entity title, as the node spells it
/// @param ownTitle the title this machine calls itself by
/// @param host host name or address
/// @param port 1 to 65535; 104 or 11112, with TLS 2762
/// @param tls empty for a connection anybody on the wire can read
public record DimseAddress(String title, String ownTitle, String host, int port, Optional<TlsTerms> tls) {
    private static final int TITLE = 16;

    /// Trims titles and checks ranges.
    public DimseAddress {
        title = checked(title, "title");
        ownTitle = checked(ownTitle, "ownTitle");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must be named");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    /// A title of one to sixteen characters of ASCII without backslash (PS3.5 6.2, AE), case kept, spaces around it gone.
    private static String checked(String title, String name) {
        String t = title.strip();
        if (t.isEmpty() || t.length() > TITLE || !t.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\')) {
            throw new IllegalArgumentException(name + " must be 1 to 16 characters of ASCII without backslash");
        }
        return t;
    }
}
