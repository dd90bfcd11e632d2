package loupe.exchange.peer;

/// What a retrieve came to, by the peer's own counts and by what arrived here.
///
/// @param taken instances that arrived and were taken
/// @param refused instances that arrived and were not taken here
/// @param failed sub-operations the peer says failed (PS3.7 9.1.3.1.8)
/// @param complete whether the peer said that all was sent
public record Fetched(int taken, int refused, int failed, boolean complete) {}
