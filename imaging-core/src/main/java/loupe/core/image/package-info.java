/// Frames and volumes of pixels, their value transforms and the value window.
@NullMarked
package loupe.core.image;

import org.jspecify.annotations.NullMarked;
