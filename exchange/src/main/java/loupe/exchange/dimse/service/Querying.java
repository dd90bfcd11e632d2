package loupe.exchange.dimse.service;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// C-FIND (PS3.7 9.1.2, PS3.4 C.4.1 and K.4.1).
public final class Querying {
    /// A cancel may be ignored (dcm4chee #2302): so many further answers are passed over before the association is ended.
    private static final int PASSED_OVER = 10_000;

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(10);

    private Querying() {}

    /// Asks and collects the answers.
    ///
    /// @param most answers after which it is cancelled
    /// @throws PeerException if the node fails, or its answers break the protocol
    public static Peer.Found ask(Association a, AgreedContext c, QueryKeys keys, int most, JobContext job) throws IOException {
        int id = a.nextMessageId();
        Command request = Command.builder(CommandField.C_FIND, true)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, c.sopClass())
                .number(CommandTag.MESSAGE_ID, id)
                .number(CommandTag.PRIORITY, 0)
                .build();
        a.send(c, request, keys.bytes(c.transferSyntax()));
        List<DataSet> found = new ArrayList<>();
        Duration wait = a.timeouts().response();
        while (true) {
            Message m = Exchanges.answer(a, CommandField.C_FIND, id, wait);
            int status = m.command().status();
            if (!Status.pending(status)) {
                return ended(status, found);
            }
            if (!m.command().hasDataSet()) {
                throw a.broken("an answer to a query has no data set");
            }
            if (found.size() == most) {
                cancel(a, c, id);
                return new Peer.Found(found, false);
            }
            DataSet answer = read(a, keys, m);
            if (keys.wanted(answer)) {
                found.add(answer);
                job.progress(found.size(), most, "answers");
            }
            job.checkCancelled();
            wait = a.timeouts().pending();
        }
    }

    private static DataSet read(Association a, QueryKeys keys, Message m) throws IOException {
        try {
            return keys.answer(m.held(), m.context().transferSyntax());
        } catch (DicomException e) {
            throw a.broken("an answer to a query is no data set");
        }
    }

    private static Peer.Found ended(int status, List<DataSet> found) throws PeerException {
        if (Status.done(status)) {
            return new Peer.Found(found, true);
        }
        if (status == Status.CANCELLED) {
            return new Peer.Found(found, false);
        }
        throw new PeerException(Why.FAILED, "The other system could not answer the query: " + Status.words(status) + ".");
    }

    /// Asks for no more and passes over what still comes; a node that goes on is left.
    private static void cancel(Association a, AgreedContext c, int id) throws IOException {
        Command cancel = Command.builder(CommandField.C_CANCEL, false)
                .number(CommandTag.RESPONDED_MESSAGE_ID, id)
                .build();
        a.send(c, cancel, (java.io.InputStream) null);
        long until = System.nanoTime() + AFTER_CANCEL.toNanos();
        try {
            for (int i = 0; i < PASSED_OVER && System.nanoTime() < until; i++) {
                if (!Status.pending(Exchanges.answer(a, CommandField.C_FIND, id, AFTER_CANCEL).command().status())) {
                    return;
                }
            }
        } catch (PeerException e) {
            // What was asked for is here.
        }
        a.abort();
    }
}
