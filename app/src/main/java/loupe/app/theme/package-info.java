/// The two themes of the window.
@NullMarked
package loupe.app.theme;

import org.jspecify.annotations.NullMarked;
