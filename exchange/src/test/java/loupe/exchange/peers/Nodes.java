package loupe.exchange.peers;

import java.util.Optional;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.TlsTerms;

/// Nodes on this machine.
public final class Nodes {
    private Nodes() {}

    /// A node that knows this machine as LOUPE.
    public static Node at(String title, int port) {
        return at(title, port, Optional.empty(), "ISO_IR 192");
    }

    /// A node with TLS or another character set.
    public static Node at(String title, int port, Optional<TlsTerms> tls, String characterSet) {
        return new Node("node", NodeKind.RESEARCH, Optional.of(address(title, port, tls)), Optional.empty(), characterSet);
    }

    /// Its address.
    public static DimseAddress address(String title, int port, Optional<TlsTerms> tls) {
        return new DimseAddress(title, "LOUPE", "127.0.0.1", port, tls);
    }
}
