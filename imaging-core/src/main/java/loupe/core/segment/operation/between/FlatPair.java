package loupe.core.segment.operation.between;

/// Two parts that belong together.
///
/// @param low the one on the layer of smaller number
/// @param high the other
record FlatPair(FlatLayer low, FlatLayer high) {}
