/// Corrections of masks as pure functions: mask, image and gesture to the voxels that flip.
@NullMarked
package loupe.core.segment.operation;

import org.jspecify.annotations.NullMarked;
