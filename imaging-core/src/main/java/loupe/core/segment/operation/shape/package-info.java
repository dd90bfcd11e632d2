/// Corrections of a mask's form: margins, shells, smoothing, set operations.
@NullMarked
package loupe.core.segment.operation.shape;

import org.jspecify.annotations.NullMarked;
