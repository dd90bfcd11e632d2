/// Whole slides: tissue and objects, tile by tile, in the slide's own millimetres.
@NullMarked
package loupe.inference.slide;

import org.jspecify.annotations.NullMarked;
