package loupe.exchange.dimse.pdu;

/// A-ASSOCIATE-RJ (PS3.8 9.3.4).
///
/// @param result 1 for good, 2 for now
/// @param source 1 the application, 2 the upper layer (ACSE), 3 the upper layer (presentation)
/// @param reason what it means depends on the source
public record AssociateReject(int result, int source, int reason) implements Pdu {
    /// The called title is none of ours.
    public static final AssociateReject CALLED_TITLE = new AssociateReject(1, 1, 7);

    /// The calling title is not on the list.
    public static final AssociateReject CALLING_TITLE = new AssociateReject(1, 1, 3);

    /// Not the DICOM application context.
    public static final AssociateReject APPLICATION_CONTEXT = new AssociateReject(1, 1, 2);

    /// Not version 1 of the protocol.
    public static final AssociateReject PROTOCOL_VERSION = new AssociateReject(1, 2, 2);

    /// As many associations as may be are open.
    public static final AssociateReject CONGESTION = new AssociateReject(2, 3, 2);
}
