package loupe.exchange.dimse.service;

import java.io.IOException;

/// Takes reports on storage commitment, which may come days after the request. Called on the thread of a connection.
@FunctionalInterface
public interface CommitmentSink {
    /// Takes a report.
    ///
    /// @return whether the transaction is one of ours; the sender is told
    /// @throws IOException if it cannot be kept; the sender is told that it failed, and may send it again
    boolean report(CommitmentReport report) throws IOException;
}
