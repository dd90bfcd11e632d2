/// A slice and its layers drawn to ARGB ints, with no toolkit.
@NullMarked
package loupe.core.render;

import org.jspecify.annotations.NullMarked;
