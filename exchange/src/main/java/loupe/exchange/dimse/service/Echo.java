package loupe.exchange.dimse.service;

import java.io.IOException;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// C-ECHO (PS3.7 9.1.5).
public final class Echo {
    private Echo() {}

    /// Asks whether the node answers.
    ///
    /// @throws PeerException if it does not
    public static void ask(Association a) throws IOException {
        AgreedContext c = a.asking(SopClasses.VERIFICATION).orElseThrow(() -> Exchanges.notOffered("verification (C-ECHO)"));
        int id = a.nextMessageId();
        Command request = Command.builder(CommandField.C_ECHO, false)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, SopClasses.VERIFICATION)
                .number(CommandTag.MESSAGE_ID, id)
                .build();
        a.send(c, request, (java.io.InputStream) null);
        int status = Exchanges.answer(a, CommandField.C_ECHO, id, a.timeouts().response()).command().status();
        if (status != Status.SUCCESS) {
            throw new PeerException(Why.FAILED, "The other system answered the verification with a failure: " + Status.words(status) + ".");
        }
    }
}
