/// Millimetres in the patient's LPS space, voxel grids and the way between the two.
@NullMarked
package loupe.core.geometry;

import org.jspecify.annotations.NullMarked;
