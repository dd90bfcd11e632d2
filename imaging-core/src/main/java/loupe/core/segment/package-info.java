/// Masks on a voxel grid, the segments they belong to and the deltas that edit them.
@NullMarked
package loupe.core.segment;

import org.jspecify.annotations.NullMarked;
