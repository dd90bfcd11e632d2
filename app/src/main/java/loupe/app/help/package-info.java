/// Help in the window: the keys of what is seen, pages to read, and the sheet where keys are changed.
@NullMarked
package loupe.app.help;

import org.jspecify.annotations.NullMarked;
