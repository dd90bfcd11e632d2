package loupe.exchange.dimse.association;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import loupe.core.dicom.TransferSyntax;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.ProposedContext;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.tls.TlsContext;

/// Answers requests for associations on connections that others made.
///
/// @param timeouts how long each step may take
/// @param tls empty where connections are plain
public record Acceptor(Timeouts timeouts, Optional<TlsContext> tls) {
    /// Answers who connected.
    ///
    /// @return the association; empty where it was refused
    /// @throws PeerException if what came is no request, or none came in time
    public Optional<Association> answer(Socket socket, AcceptorPolicy policy) throws IOException {
        Connection connection = Connection.accepted(socket);
        try (Watchdog greeting = new Watchdog(() -> quietly(connection))) {
            greeting.start();
            greeting.arm(timeouts.connect());
            if (tls.isPresent()) {
                connection.protectAsServer(tls.get());
            }
        } catch (SSLException e) {
            throw TlsFailure.of(e);
        } catch (IOException e) {
            throw new PeerException(Why.ABORTED, "The connection ended during the greeting of TLS.", e);
        }
        return answer(connection.wire(timeouts, Association.LONGEST_TAKEN), policy);
    }

    /// Answers over streams instead of a socket.
    ///
    /// @throws PeerException if what came is no request, or none came in time
    public Optional<Association> answer(InputStream in, OutputStream out, AcceptorPolicy policy) throws IOException {
        Wire.Link link = new Wire.Link() {
            @Override
            public void close() throws IOException {
                in.close();
                out.close();
            }

            @Override
            public void patience(int millis) {
                // Streams wait as long as they like.
            }
        };
        return answer(new Wire(in, out, link, timeouts, Association.LONGEST_TAKEN), policy);
    }

    private static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // What cannot be closed is closed.
        }
    }

    private Optional<Association> answer(Wire wire, AcceptorPolicy policy) throws PeerException {
        wire.read(timeouts.association());
        if (wire.type() != Pdu.ASSOCIATE_RQ || !(wire.pdu() instanceof AssociateRequest request)) {
            throw wire.broken("a connection must begin with a request for an association");
        }
        Pdu answer = policy.answer(request);
        wire.write(answer);
        switch (answer) {
            case AssociateAccept a -> {
                return Optional.of(new Association(
                        wire, timeouts, request.callingTitle(), agreed(request, a), request.user().longestPdu()));
            }
            case AssociateReject r -> {
                wire.close();
                return Optional.empty();
            }
            default -> throw new IllegalStateException("a request for an association must be accepted or rejected");
        }
    }

    /// Roles are told from the requestor's side and turned here.
    private static List<AgreedContext> agreed(AssociateRequest request, AssociateAccept answer) {
        Map<Integer, ProposedContext> byId = new HashMap<>();
        request.contexts().forEach(p -> byId.put(p.id(), p));
        Map<String, RoleSelection> roles = new HashMap<>();
        answer.user().roles().forEach(r -> roles.put(r.sopClass(), r));
        List<AgreedContext> out = new ArrayList<>();
        for (AnsweredContext c : answer.contexts()) {
            ProposedContext p = byId.get(c.id());
            if (c.accepted() && p != null) {
                RoleSelection r = roles.getOrDefault(p.abstractSyntax(), new RoleSelection(p.abstractSyntax(), true, false));
                out.add(new AgreedContext(c.id(), p.abstractSyntax(), TransferSyntax.of(c.transferSyntax()), r.scp(), r.scu()));
            }
        }
        return out;
    }
}
