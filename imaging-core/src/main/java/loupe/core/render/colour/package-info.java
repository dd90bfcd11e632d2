/// Colours laid over gray levels: the standard's well-known palettes and one for every kind of sight.
@NullMarked
package loupe.core.render.colour;

import org.jspecify.annotations.NullMarked;
