/// Places in the patient that a gesture marks, and the voxels of any grid that lie in them.
@NullMarked
package loupe.core.segment.region;

import org.jspecify.annotations.NullMarked;
