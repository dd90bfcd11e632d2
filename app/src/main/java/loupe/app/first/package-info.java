/// The way in: the first start on a new machine, and the lock page.
@NullMarked
package loupe.app.first;

import org.jspecify.annotations.NullMarked;
