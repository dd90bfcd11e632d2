/// How a view's values are shown beyond their window: colours, and a second series laid over the first.
@NullMarked
package loupe.app.viewer.look;

import org.jspecify.annotations.NullMarked;
