package loupe.exchange.peer;

/// What a peer said of one instance that was sent to it.
///
/// @param sopClassUid its SOP class
/// @param sopInstanceUid the instance
/// @param stored whether the peer says that it keeps it
/// @param why its status in words, or why it could not be sent; empty where it was stored without a warning
public record Delivered(String sopClassUid, String sopInstanceUid, boolean stored, String why) {}
