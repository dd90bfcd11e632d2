/// The list of studies.
@NullMarked
package loupe.app.browser;

import org.jspecify.annotations.NullMarked;
