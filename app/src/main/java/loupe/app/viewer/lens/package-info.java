/// What a pointer does over a view besides scrolling, drawing and painting: a rectangle that makes the window, a magnifier.
@NullMarked
package loupe.app.viewer.lens;

import org.jspecify.annotations.NullMarked;
