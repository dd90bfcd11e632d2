package loupe.exchange.dimse.pdu;

/// A-ABORT (PS3.8 9.3.8).
///
/// @param source 0 the application, 2 the upper layer
/// @param reason of the upper layer: 0 not given, 1 unrecognized PDU, 2 unexpected PDU, 4 to 6 a parameter
public record AssociationAbort(int source, int reason) implements Pdu {
    /// The application ends it.
    public static final AssociationAbort BY_USER = new AssociationAbort(0, 0);

    /// What came breaks the protocol.
    public static final AssociationAbort OF_PROTOCOL = new AssociationAbort(2, 6);
}
