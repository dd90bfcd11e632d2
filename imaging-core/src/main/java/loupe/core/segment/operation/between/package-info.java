/// Fills between slices that were drawn with gaps.
@NullMarked
package loupe.core.segment.operation.between;

import org.jspecify.annotations.NullMarked;
