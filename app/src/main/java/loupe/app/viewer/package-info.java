/// Slices on the screen: what is shown, how it is drawn, what is written around it.
@NullMarked
package loupe.app.viewer;

import org.jspecify.annotations.NullMarked;
