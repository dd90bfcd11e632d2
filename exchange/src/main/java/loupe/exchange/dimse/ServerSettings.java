package loupe.exchange.dimse;

import java.util.Optional;
import java.util.Set;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.node.TlsTerms;

/// How a receiver listens and to whom.
///
/// @param title what it must be called by, 1 to 16 characters
/// @param host local address it listens at, such as `127.0.0.1`; `0.0.0.0` for every network
/// @param port 0 to 65535; 0 for any that is free
/// @param callers titles that may call, as they spell themselves; empty for any. A title is no proof
/// @param addresses addresses that may connect, as digits; empty for any
/// @param mostAssociations open at once, 1 to 1000; who comes beyond is told that it is for now
/// @param unknownObjects whether kinds of objects that the standard does not name are taken too
/// @param tls what keeps the connections from others, and who must show which certificate; empty for plain ones
/// @param timeouts how long each step may take
public record ServerSettings(
        String title,
        String host,
        int port,
        Set<String> callers,
        Set<String> addresses,
        int mostAssociations,
        boolean unknownObjects,
        Optional<TlsTerms> tls,
        Timeouts timeouts) {
    private static final int TITLE = 16;
    private static final int MOST = 1_000;

    /// Copies the sets and checks the ranges.
    public ServerSettings {
        title = title.strip();
        callers = Set.copyOf(callers);
        addresses = Set.copyOf(addresses);
        if (title.isEmpty() || title.length() > TITLE) {
            throw new IllegalArgumentException("title must be 1 to 16 characters");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
        if (mostAssociations < 1 || mostAssociations > MOST) {
            throw new IllegalArgumentException("mostAssociations must be 1 to 1000, was " + mostAssociations);
        }
    }

    /// A receiver on this machine alone, for anybody here, plain, with eight associations.
    public static ServerSettings onLoopback(String title, int port) {
        return new ServerSettings(title, "127.0.0.1", port, Set.of(), Set.of(), 8, false, Optional.empty(), Timeouts.USUAL);
    }
}
