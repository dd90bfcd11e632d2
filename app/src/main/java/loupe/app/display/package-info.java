/// The display test: a pattern in the screen's own pixels, what must be seen in it, and what was.
@NullMarked
package loupe.app.display;

import org.jspecify.annotations.NullMarked;
