/// The log in the window: filtered, with its proof in words, written out.
@NullMarked
package loupe.app.audit;

import org.jspecify.annotations.NullMarked;
