/// Planes and slabs through a volume: by axis or oblique, thin, mean, MIP and MinIP; where they cut and which slices belong
/// together.
@NullMarked
package loupe.core.plane;

import org.jspecify.annotations.NullMarked;
