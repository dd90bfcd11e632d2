package loupe.exchange.dimse.pdu;

/// A-RELEASE-RP: and so is this one.
public record ReleaseResponse() implements Pdu {}
