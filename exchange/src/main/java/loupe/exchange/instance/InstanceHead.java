package loupe.exchange.instance;

/// What is known of an instance before its data set is read. Identified: kept in memory only, and nothing of it is a path.
///
/// @param sopClassUid SOP Class UID
/// @param sopInstanceUid SOP Instance UID, as it was sent; not checked for what it may hold
/// @param transferSyntaxUid how the data set is encoded
public record InstanceHead(String sopClassUid, String sopInstanceUid, String transferSyntaxUid) {
    /// Says nothing of the instance, so that no log can.
    @Override
    public String toString() {
        return "InstanceHead";
    }
}
