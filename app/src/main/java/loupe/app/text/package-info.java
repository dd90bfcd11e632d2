/// What the window says, in the reader's language.
@NullMarked
package loupe.app.text;

import org.jspecify.annotations.NullMarked;
