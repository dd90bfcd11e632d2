package loupe.exchange.dimse.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import loupe.core.dicom.UidNames;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Message;
import loupe.exchange.dimse.association.UnreadableException;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.PeerException;

/// C-STORE as its SCU (PS3.7 9.1.1): an instance as it is encoded, its data set as a stream.
public final class Storing {
    private Storing() {}

    /// Sends one instance. Where it could not be read in the midst, the association is over ([Association#ended()]).
    ///
    /// @return what the node said of it, or why it was not sent
    /// @throws PeerException if the connection breaks
    public static Delivered send(Association a, OutgoingInstance instance) throws IOException {
        InstanceHead head = instance.head();
        Optional<AgreedContext> context = a.contexts().stream()
                .filter(c -> c.scu() && c.sopClass().equals(head.sopClassUid())
                        && c.transferSyntax().uid().equals(head.transferSyntaxUid()))
                .findFirst();
        if (context.isEmpty()) {
            return failed(head, "The other system does not take " + UidNames.of(head.sopClassUid()) + " as "
                    + UidNames.of(head.transferSyntaxUid()) + ".");
        }
        int id = a.nextMessageId();
        Command request = Command.builder(CommandField.C_STORE, true)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, head.sopClassUid())
                .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, head.sopInstanceUid())
                .number(CommandTag.MESSAGE_ID, id)
                .number(CommandTag.PRIORITY, 0)
                .build();
        try (InputStream file = opened(instance)) {
            a.send(context.get(), request, Part10.dataSet(file, head.transferSyntaxUid()));
        } catch (PeerException e) {
            throw e;
        } catch (UnreadableException e) {
            return failed(head, "It could not be read to its end here.");
        } catch (IOException e) {
            return failed(head, "It could not be made or read here.");
        }
        Message answer = Exchanges.answer(a, CommandField.C_STORE, id, a.timeouts().response());
        int status = answer.command().status();
        String why = status == Status.SUCCESS ? "" : "The other system says: " + Status.words(status) + ".";
        return new Delivered(head.sopClassUid(), head.sopInstanceUid(), Status.done(status) || status == Status.DUPLICATE, why);
    }

    private static InputStream opened(OutgoingInstance instance) throws IOException {
        return instance.file();
    }

    private static Delivered failed(InstanceHead head, String why) {
        return new Delivered(head.sopClassUid(), head.sopInstanceUid(), false, why);
    }
}
