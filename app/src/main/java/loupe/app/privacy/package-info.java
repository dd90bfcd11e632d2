/// Privacy in the window: what is stored where and how protected, what left, when what goes, and the site's inventory.
@NullMarked
package loupe.app.privacy;

import org.jspecify.annotations.NullMarked;
