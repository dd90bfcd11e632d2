/// Tools that correct segments: outlines, clicks and whole-mask operations, shown before they are taken.
@NullMarked
package loupe.app.correct;

import org.jspecify.annotations.NullMarked;
