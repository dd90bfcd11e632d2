/// Boxes of a grid in memory: bits as bytes, distances, connected parts.
@NullMarked
package loupe.core.segment.block;

import org.jspecify.annotations.NullMarked;
