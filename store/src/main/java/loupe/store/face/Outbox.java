package loupe.store.face;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import loupe.store.atna.Collector;
import loupe.store.fault.StoreException;

/// The way of audit messages to a site's collector. Once a collector is settled, every log record enters the outbox in the
/// transaction that writes it, and leaves it when it was delivered: no dead collector and no restart loses one.
/// Safe for any thread but the toolkit's.
public interface Outbox {
    /// What waits.
    ///
    /// @param messages how many
    /// @param oldest time of the oldest, where any waits
    record Waiting(long messages, Optional<Instant> oldest) {}

    /// Settles where messages go from now on.
    ///
    /// @throws IllegalArgumentException where its certificates or key do not read
    /// @throws StoreException NOT_ALLOWED
    void settle(Collector collector) throws StoreException;

    /// Ends it; what still waits is dropped.
    void end() throws StoreException;

    /// Where messages go.
    Optional<Collector> collector() throws StoreException;

    /// What waits.
    Waiting waiting() throws StoreException;

    /// Delivers what waits, oldest first, and takes out what was delivered. The store is free for others meanwhile.
    ///
    /// @return messages delivered
    /// @throws IOException where the collector does not take them; they stay
    long send() throws IOException;
}
