package loupe.app.wiring;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.NodeCheck;
import loupe.exchange.hl7.ResultSender;
import loupe.exchange.hl7.Retries;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.web.client.FhirServer;
import loupe.exchange.web.client.WebLimits;

/// A node tried by one of its ways.
///
/// @param way such as `DIMSE`
/// @param whyNot a sentence; empty where it answers
public record NodeTrial(String way, String whyNot) {
    /// Something that is tried.
    private interface Trying {
        void go() throws IOException;
    }

    /// Whether it answers.
    public boolean well() {
        return whyNot.isEmpty();
    }

    /// Tries each way to a node. Not for the toolkit's thread.
    ///
    /// @throws loupe.core.work.CancelledException if cancelled
    public static List<NodeTrial> of(Node node, JobContext context) {
        List<NodeTrial> out = new ArrayList<>();
        node.dimse().ifPresent(d -> {
            NodeCheck.Outcome outcome = NodeCheck.of(d, context);
            out.add(new NodeTrial(NodePeers.Way.GET.word(), outcome.reached() ? "" : outcome.sentence()));
        });
        node.web().ifPresent(w -> out.add(tried(NodePeers.Way.WEB.word(), () -> {
            try (Peer peer = NodePeers.USUAL.by(NodePeers.Way.WEB).open(node)) {
                peer.verify(context);
            }
        })));
        node.reports().hl7().ifPresent(h -> out.add(
                tried("HL7", () -> new ResultSender(h.at(), Retries.usual((time, job) -> {})).verify(context))));
        node.reports().fhir().ifPresent(f -> out.add(tried("FHIR", () -> {
            try (FhirServer server = new FhirServer(f.at(), WebLimits.USUAL)) {
                server.verify(context);
            }
        })));
        return out;
    }

    private static NodeTrial tried(String way, Trying trying) {
        try {
            trying.go();
            return new NodeTrial(way, "");
        } catch (PeerException e) {
            return new NodeTrial(way, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new NodeTrial(way, "it cannot be tried: " + e.getMessage());
        }
    }
}
