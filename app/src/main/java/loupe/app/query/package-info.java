/// Asking nodes what they hold, and fetching it, in the window.
@NullMarked
package loupe.app.query;

import org.jspecify.annotations.NullMarked;
