/// Settings of the window.
@NullMarked
package loupe.app.preferences;

import org.jspecify.annotations.NullMarked;
