/// What the voxels under a reader's drawing say.
@NullMarked
package loupe.review.measuring;

import org.jspecify.annotations.NullMarked;
