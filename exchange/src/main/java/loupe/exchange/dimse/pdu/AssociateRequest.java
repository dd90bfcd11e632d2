package loupe.exchange.dimse.pdu;

import java.util.List;

/// A-ASSOCIATE-RQ (PS3.8 9.3.2).
///
/// @param protocolVersion bits of the versions spoken; bit 0 is version 1
/// @param calledTitle who is meant, without padding
/// @param callingTitle who says it asks, without padding; no proof of anything
/// @param applicationContext [#DICOM] where it is DICOM
/// @param contexts proposals, each number once
/// @param user maximum length, implementation, roles
public record AssociateRequest(
        int protocolVersion,
        String calledTitle,
        String callingTitle,
        String applicationContext,
        List<ProposedContext> contexts,
        UserInformation user)
        implements Pdu {
    /// The DICOM Application Context Name (PS3.7 A.2.1).
    public static final String DICOM = "1.2.840.10008.3.1.1.1";

    /// Copies the list.
    public AssociateRequest {
        contexts = List.copyOf(contexts);
    }

    /// A request by this program.
    public static AssociateRequest of(String called, String calling, List<ProposedContext> contexts, UserInformation user) {
        return new AssociateRequest(1, called, calling, DICOM, contexts, user);
    }
}
