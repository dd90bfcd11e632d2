package loupe.core.bench.reader;

import loupe.core.segment.Mask;

/// A gesture a hand could make next.
///
/// @param after the mask then
/// @param seconds how long the gesture takes, but for deciding on it and going to its slice
/// @param slice where it is made; -1 where it needs no place
/// @param setting tool, size, amount and direction, which take time where they are not those of the gesture before
record Offer(Mask after, double seconds, int slice, String setting) {}
