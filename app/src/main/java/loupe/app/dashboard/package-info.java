/// The figures of the site in the window: each number leads to its studies.
@NullMarked
package loupe.app.dashboard;

import org.jspecify.annotations.NullMarked;
