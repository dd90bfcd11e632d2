/// What a slide is looked at with: the part in view, the tiles that fill it, the objects on it. Coordinates are pixels of the
/// finest level (level 0) from its upper left corner, x to the right and y down, the first pixel from 0 to 1. No toolkit, no store.
@NullMarked
package loupe.core.slide;

import org.jspecify.annotations.NullMarked;
