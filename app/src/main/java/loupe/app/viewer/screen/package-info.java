/// The pixels of a view as they stand on the screen.
@NullMarked
package loupe.app.viewer.screen;

import org.jspecify.annotations.NullMarked;
