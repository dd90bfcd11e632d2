/// Retention in the window: what is due, what is held, and the erasing of what is due.
@NullMarked
package loupe.app.retention;

import org.jspecify.annotations.NullMarked;
