package loupe.exchange.dimse.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.peer.PeerException;

/// Answers what is asked over one association that somebody made to this machine.
///
/// @param sinks who takes an instance
/// @param commitments who takes a report on storage commitment
/// @param activity what is told of the work, so that an end can wait for it
public record Serving(Sinks sinks, CommitmentSink commitments, Activity activity) {
    /// Who takes an instance: a C-MOVE of this machine, or whoever takes what comes unasked.
    @FunctionalInterface
    public interface Sinks {
        /// The taker.
        ///
        /// @param from title of who sends it
        /// @param originator title of who asked for the C-MOVE; empty where there is none
        /// @param messageId Message ID of the C-MOVE; 0 where there is none
        InstanceSink of(String from, String originator, int messageId);
    }

    /// What is told of the work.
    public interface Activity {
        /// A request is about to be worked on.
        ///
        /// @return whether it may be; the association is ended otherwise
        boolean begins();

        /// It was answered.
        void ends();
    }

    /// Answers until the other side ends it.
    ///
    /// @throws PeerException if it ends otherwise than in order
    public void serve(Association a) throws IOException {
        while (true) {
            Optional<Message> m = a.receiveUnlessReleased(a.timeouts().idle());
            if (m.isEmpty()) {
                return;
            }
            if (!activity.begins()) {
                a.abort();
                return;
            }
            try {
                answer(a, m.get());
            } finally {
                activity.ends();
            }
        }
    }

    private void answer(Association a, Message m) throws IOException {
        Command c = m.command();
        switch (c.field()) {
            case CommandField.C_ECHO -> status(a, m, Status.SUCCESS);
            case CommandField.C_STORE ->
                StoreReceiver.take(
                        a,
                        m,
                        sinks.of(
                                a.other(),
                                c.text(CommandTag.MOVE_ORIGINATOR).orElse(""),
                                c.number(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID).orElse(0)));
            case CommandField.N_EVENT_REPORT -> report(a, m);
            case CommandField.C_CANCEL -> {}
            default -> {
                if ((c.field() & CommandField.RESPONSE) != 0) {
                    throw a.broken("something was answered that was not asked");
                }
                status(a, m, Status.UNRECOGNIZED_OPERATION);
            }
        }
    }

    private void report(Association a, Message m) throws IOException {
        if (!m.context().sopClass().equals(SopClasses.COMMITMENT)) {
            status(a, m, Status.NO_SUCH_SOP_CLASS);
            return;
        }
        CommitmentReport report = Committing.report(a, m);
        boolean taken;
        try {
            taken = commitments.report(report);
        } catch (IOException e) {
            taken = false;
        }
        Committing.answer(a, m, taken);
    }

    private static void status(Association a, Message m, int status) throws IOException {
        m.data().transferTo(java.io.OutputStream.nullOutputStream());
        a.send(m.context(), Command.answer(m.command(), status, false).build(), (InputStream) null);
    }
}
