package loupe.exchange.dimse.service;

import java.io.IOException;
import java.time.Duration;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// A request and its answers: what every service does the same way.
public final class Exchanges {
    private Exchanges() {}

    /// Work over an association.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    public interface Work<T> {
        /// Does it.
        T run() throws IOException;
    }

    /// Does work that a cancel breaks off at once; the association is then gone.
    ///
    /// @throws loupe.core.work.CancelledException if it was cancelled
    public static <T> T during(JobContext job, Association association, Work<T> work) throws IOException {
        job.checkCancelled();
        JobContext.Registration onCancel = job.onCancel(association::cut);
        try {
            return work.run();
        } catch (IOException e) {
            job.checkCancelled();
            throw e;
        } finally {
            onCancel.close();
        }
    }

    /// The next message, which must answer a request.
    ///
    /// @param request a [CommandField]
    /// @throws PeerException if it is another
    public static Message answer(Association a, int request, int messageId, Duration wait) throws PeerException {
        Message m = a.receive(wait);
        checkAnswers(a, m.command(), request, messageId);
        return m;
    }

    static void checkAnswers(Association a, Command c, int request, int messageId) throws PeerException {
        if (c.field() != (request | CommandField.RESPONSE)) {
            throw a.broken("something was answered that was not asked");
        }
        if (c.number(CommandTag.RESPONDED_MESSAGE_ID).orElse(-1) != messageId) {
            throw a.broken("an answer names another request than the one that waits");
        }
        if (c.number(CommandTag.STATUS).isEmpty()) {
            throw a.broken("an answer has no status");
        }
    }

    /// What a node does not do.
    public static PeerException notOffered(String what) {
        return new PeerException(Why.NOT_OFFERED,
                "The other system takes the association but does not offer " + what + " to this machine.");
    }
}
