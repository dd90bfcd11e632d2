package loupe.app.wiring;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.DimseCommitment;
import loupe.exchange.dimse.DimseServer;
import loupe.exchange.dimse.ServerSettings;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.service.CommitmentReport;
import loupe.exchange.dimse.service.MoveDestination;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.peer.PeerException;
import loupe.review.sending.Committer;

/// This machine as nodes reach it while a command is at work: for what it asked for by C-MOVE and for reports on storage commitment.
/// Nothing that comes unasked is taken.
public final class NodeListener implements Committer, AutoCloseable {
    /// A report that comes at all comes soon, or after hours: then it is asked for again.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SLICE_MILLIS = 100;

    private final Map<String, CompletableFuture<CommitmentReport>> asked = new ConcurrentHashMap<>();
    private final DimseServer server;

    private NodeListener(ServerSettings settings) throws IOException {
        this.server = DimseServer.open(
                settings, (head, from, file) -> InstanceSink.Taken.refused("nothing is taken unasked"), this::report);
    }

    /// Listens.
    ///
    /// @param address the node that will come; this machine's title and TLS are those of its setting
    /// @param host local address, such as `127.0.0.1`
    /// @throws IOException if the port is taken
    public static NodeListener open(DimseAddress address, String host, int port) throws IOException {
        ServerSettings loopback = ServerSettings.onLoopback(address.ownTitle(), port);
        return new NodeListener(new ServerSettings(
                loopback.title(), host, port, loopback.callers(), loopback.addresses(), loopback.mostAssociations(),
                loopback.unknownObjects(), address.tls().filter(t -> t.own().isPresent()), loopback.timeouts()));
    }

    /// Where a node sends what is asked for by C-MOVE.
    public MoveDestination destination() {
        return server;
    }

    private boolean report(CommitmentReport report) {
        CompletableFuture<CommitmentReport> waiting = asked.get(report.transactionUid());
        return waiting != null && waiting.complete(report);
    }

    @Override
    public Optional<Map<String, String>> commit(Node node, List<InstanceHead> instances, JobContext context) throws IOException {
        DimseAddress address = node.dimse().orElseThrow(() -> new PeerException(
                PeerException.Why.NOT_OFFERED, "the node has no DIMSE address, so it cannot be asked to keep anything for good"));
        DimseCommitment asking = new DimseCommitment(address, Timeouts.USUAL, new SecureRandom());
        String transaction = asking.transaction();
        CompletableFuture<CommitmentReport> report = new CompletableFuture<>();
        asked.put(transaction, report);
        try {
            asking.ask(transaction, instances, Duration.ofSeconds(1), context).report().ifPresent(report::complete);
            return awaited(report, context).map(NodeListener::outcomes);
        } finally {
            asked.remove(transaction);
        }
    }

    private static Optional<CommitmentReport> awaited(CompletableFuture<CommitmentReport> report, JobContext context) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            context.checkCancelled();
            try {
                return Optional.of(report.get(SLICE_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // Looked again, so that a cancel is heard.
                continue;
            } catch (InterruptedException | ExecutionException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> outcomes(CommitmentReport report) {
        Map<String, String> out = new HashMap<>();
        report.outcomes().forEach(o -> out.put(o.sopInstanceUid(), o.committed() ? "" : o.why()));
        return out;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
