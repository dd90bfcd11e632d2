package loupe.exchange.dimse.association;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.AssociationAbort;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.ProposedContext;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.tls.TlsContext;

/// Asks nodes for associations. Stateless but for how long it waits.
///
/// @param timeouts how long each step may take
public record Requestor(Timeouts timeouts) {
    /// Opens an association. Where the node accepts it without any of the contexts, it is open all the same.
    ///
    /// @param proposed 1 to 128 presentation contexts
    /// @param roles role selections, where this side is to offer a service
    /// @throws PeerException why not
    public Association open(DimseAddress to, List<ProposedContext> proposed, List<RoleSelection> roles, JobContext job)
            throws IOException {
        job.checkCancelled();
        Connection connection = Connection.unmade();
        JobContext.Registration onCancel = job.onCancel(() -> close(connection));
        try {
            return negotiated(to, proposed, roles, connected(to, connection));
        } catch (PeerException e) {
            close(connection);
            job.checkCancelled();
            throw to.tls().isPresent() ? TlsFailure.orOwnTime(to.tls().get(), e) : e;
        } catch (RuntimeException e) {
            close(connection);
            job.checkCancelled();
            throw e;
        } finally {
            onCancel.close();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // What cannot be closed is closed.
        }
    }

    private Wire connected(DimseAddress to, Connection connection) throws PeerException {
        try {
            connection.connect(to.host(), to.port(), millis(timeouts.connect()));
        } catch (UnknownHostException e) {
            throw new PeerException(Why.UNREACHABLE, "The network knows no host of this name.", e);
        } catch (SocketTimeoutException e) {
            throw new PeerException(Why.TIMEOUT, "The host did not answer in time; it may be off, or a firewall may be between.", e);
        } catch (ConnectException | NoRouteToHostException e) {
            throw new PeerException(Why.UNREACHABLE, "Nothing listens at this host and port, or no way leads there.", e);
        } catch (IOException e) {
            throw new PeerException(Why.UNREACHABLE, "The connection could not be made.", e);
        }
        try (Watchdog greeting = new Watchdog(() -> close(connection))) {
            greeting.start();
            greeting.arm(timeouts.connect());
            try {
                if (to.tls().isPresent()) {
                    connection.protectAsClient(TlsContext.of(to.tls().get()), to.host(), to.port());
                }
                return connection.wire(timeouts, Association.LONGEST_TAKEN);
            } catch (IOException e) {
                throw greeting.expired()
                        ? new PeerException(Why.TIMEOUT, "The other system did not answer the greeting of TLS; it may not speak TLS "
                                + "at this port.", e)
                        : e instanceof SSLException tls
                                ? TlsFailure.of(tls)
                                : new PeerException(
                                        Why.PLAIN_AGAINST_TLS,
                                        "The other system ended the connection during the greeting of TLS; it may not speak TLS at "
                                                + "this port.",
                                        e);
            }
        }
    }

    private static int millis(Duration d) {
        return Math.clamp(d.toMillis(), 1, Integer.MAX_VALUE);
    }

    private Association negotiated(DimseAddress to, List<ProposedContext> proposed, List<RoleSelection> roles, Wire wire)
            throws PeerException {
        try {
            wire.write(AssociateRequest.of(
                    to.title(), to.ownTitle(), proposed, UserInformation.own(Association.LONGEST_TAKEN, roles)));
            wire.read(timeouts.association());
        } catch (PeerException e) {
            throw to.tls().isPresent() && e.why() == Why.ABORTED ? TlsFailure.afterGreeting() : e;
        }
        if (wire.type() == Pdu.DATA) {
            throw wire.broken("data came before the association was answered");
        }
        switch (wire.pdu()) {
            case AssociateAccept a -> {
                return new Association(wire, timeouts, to.title(), agreed(proposed, a), a.user().longestPdu());
            }
            case AssociateReject r -> {
                wire.close();
                throw rejected(r, to);
            }
            case AssociationAbort a -> {
                wire.close();
                throw new PeerException(Why.ABORTED, "The other system ended the connection when it was asked for an association.");
            }
            case Pdu p -> throw wire.broken("a request for an association was answered with something else");
        }
    }

    /// What both sides have: contexts the answer accepts and that were proposed, with a syntax that was.
    private static List<AgreedContext> agreed(List<ProposedContext> proposed, AssociateAccept answer) {
        Map<Integer, ProposedContext> byId = new HashMap<>();
        proposed.forEach(p -> byId.put(p.id(), p));
        Map<String, RoleSelection> roles = new HashMap<>();
        answer.user().roles().forEach(r -> roles.put(r.sopClass(), r));
        List<AgreedContext> out = new ArrayList<>();
        for (AnsweredContext c : answer.contexts()) {
            ProposedContext p = byId.get(c.id());
            if (c.accepted() && p != null && p.transferSyntaxes().contains(c.transferSyntax())) {
                // Without an answer to a role selection the roles are the usual ones (PS3.7 D.3.3.4).
                RoleSelection r = roles.getOrDefault(p.abstractSyntax(), new RoleSelection(p.abstractSyntax(), true, false));
                out.add(new AgreedContext(
                        c.id(), p.abstractSyntax(), TransferSyntax.of(c.transferSyntax()), r.scu(), r.scp()));
            }
        }
        return out;
    }

    private static PeerException rejected(AssociateReject r, DimseAddress to) {
        String why;
        if (r.source() == 1 && r.reason() == 7) {
            why = "It does not go by the title " + to.title() + ".";
        } else if (r.source() == 1 && r.reason() == 3) {
            why = "It does not know this machine by the title " + to.ownTitle() + ".";
        } else if (r.result() == 2) {
            why = "It has no association free now; it may be asked again.";
        } else if (r.source() == 1 && r.reason() == 2) {
            why = "It does not speak DICOM's application context.";
        } else if (r.source() == 2 && r.reason() == 2) {
            why = "It does not speak this version of the protocol.";
        } else {
            why = "It gave no reason; it may not know one of the titles.";
        }
        return new PeerException(Why.REFUSED, "The other system refused the association. " + why);
    }
}
