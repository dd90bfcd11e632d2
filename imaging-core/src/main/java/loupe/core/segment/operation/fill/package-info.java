/// Corrections by value and by what hangs together: thresholds, flood, islands, the threshold brush.
@NullMarked
package loupe.core.segment.operation.fill;

import org.jspecify.annotations.NullMarked;
