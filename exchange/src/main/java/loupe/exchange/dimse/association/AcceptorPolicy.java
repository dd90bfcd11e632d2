package loupe.exchange.dimse.association;

import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.Pdu;

/// Decides on requests for associations.
@FunctionalInterface
public interface AcceptorPolicy {
    /// The answer: an A-ASSOCIATE-AC or -RJ.
    Pdu answer(AssociateRequest request);
}
