package loupe.review.node;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// Where this machine listens while it works with a node: for what it asked for by C-MOVE, and for a node's word that it keeps results
/// for good. Nodes must know the same address.
///
/// @param host local address, such as `127.0.0.1` or `0.0.0.0` for every one
/// @param port 1 to 65535, or 0 for any that is free
public record OwnAddress(String host, int port) {
    private static final String NAME = "own-address";
    private static final int VERSION = 1;

    /// Checks the ranges.
    public OwnAddress {
        if (host.isBlank() || host.length() > 255) {
            throw new IllegalArgumentException("the local address to listen at must not be empty; 127.0.0.1 is this machine alone");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535");
        }
    }

    /// Where the site has this machine listen; empty where it has set nothing. Not for the toolkit's thread.
    ///
    /// @throws IOException if the store fails
    public static Optional<OwnAddress> of(Store store) throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.SETTINGS, NAME).filter(b -> b.length > 0);
        return kept.isEmpty() ? Optional.empty() : Optional.of(Encoding.decode(kept.get(), NAME, VERSION, OwnAddress.class));
    }

    /// Has this machine listen there from now on, or nowhere. Not for the toolkit's thread.
    ///
    /// @throws IOException if the store fails or the account may not change the site
    public static void keep(Store store, Optional<OwnAddress> address) throws IOException {
        store.putSite(SiteKind.SETTINGS, NAME, address.isEmpty() ? new byte[0] : Encoding.encode(NAME, VERSION, address.get()));
    }
}
