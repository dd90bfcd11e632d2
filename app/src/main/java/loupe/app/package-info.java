/// The program's entry: a window without words, the command line with them.
@NullMarked
package loupe.app;

import org.jspecify.annotations.NullMarked;
