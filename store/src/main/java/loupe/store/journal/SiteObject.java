package loupe.store.journal;

/// What lists of site objects show.
///
/// @param kind what it is
/// @param name its name within the kind
/// @param version version, from 1; a later one stands in place of the earlier
/// @param size bytes of its content
public record SiteObject(SiteKind kind, String name, int version, long size) {}
