/// The way back in the window: from an original number to its studies, and from a pseudonym to the person; gone when the page is left.
@NullMarked
package loupe.app.identity;

import org.jspecify.annotations.NullMarked;
