/// What a line, an angle, a region or a lesion measures, which voxels count, and how far each number can be trusted; one rule for
/// every view.
@NullMarked
package loupe.core.measure;

import org.jspecify.annotations.NullMarked;
