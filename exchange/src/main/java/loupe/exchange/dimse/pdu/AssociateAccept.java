package loupe.exchange.dimse.pdu;

import java.util.List;

/// A-ASSOCIATE-AC (PS3.8 9.3.3).
///
/// @param calledTitle as the request had it
/// @param callingTitle as the request had it
/// @param contexts answers
/// @param user maximum length, implementation, roles
public record AssociateAccept(String calledTitle, String callingTitle, List<AnsweredContext> contexts, UserInformation user)
        implements Pdu {
    /// Copies the list.
    public AssociateAccept {
        contexts = List.copyOf(contexts);
    }
}
