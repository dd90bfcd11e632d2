package loupe.exchange.dimse.pdu;

/// A-RELEASE-RQ: the other side is done.
public record ReleaseRequest() implements Pdu {}
