package loupe.exchange.dimse;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Requestor;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.service.CommitmentReport;
import loupe.exchange.dimse.service.Committing;
import loupe.exchange.dimse.service.Exchanges;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.node.DimseAddress;

/// Asks a node to keep instances for good (Storage Commitment Push Model). The report comes on the same association, or to the
/// [DimseServer] of this machine, minutes or days later: whoever asks keeps the Transaction UID.
///
/// @param address the node
/// @param timeouts how long each step may take
/// @param random what Transaction UIDs are made of
public record DimseCommitment(DimseAddress address, Timeouts timeouts, RandomGenerator random) {
    private static final int UID_BITS = 128;

    /// What was asked.
    ///
    /// @param transactionUid by which the report is told
    /// @param report the report, if it came at once
    public record Asked(String transactionUid, Optional<CommitmentReport> report) {}

    /// A new Transaction UID, to be kept before it is asked with: a report may come before the answer.
    public String transaction() {
        byte[] bits = new byte[UID_BITS / 8];
        random.nextBytes(bits);
        return "2.25." + new BigInteger(1, bits);
    }

    /// Asks.
    ///
    /// @param transactionUid of [#transaction()]
    /// @param instances what is to be kept, at least one
    /// @param linger how long the report is waited for on the same association
    /// @throws loupe.exchange.peer.PeerException if the node refuses or fails
    public Asked ask(String transactionUid, List<InstanceHead> instances, Duration linger, JobContext job) throws IOException {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("there must be an instance to be kept");
        }
        try (Association a = new Requestor(timeouts)
                .open(address, SopClasses.contexts(List.of(SopClasses.Offer.plain(SopClasses.COMMITMENT))), List.of(), job)) {
            return Exchanges.during(job, a, () -> {
                Optional<CommitmentReport> report = Committing.ask(a, transactionUid, instances, linger);
                a.release();
                return new Asked(transactionUid, report);
            });
        }
    }
}
