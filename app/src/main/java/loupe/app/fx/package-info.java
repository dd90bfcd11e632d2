/// Work off the toolkit's thread, and the way back to it.
@NullMarked
package loupe.app.fx;

import org.jspecify.annotations.NullMarked;
