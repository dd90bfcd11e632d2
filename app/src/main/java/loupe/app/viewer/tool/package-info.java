/// Tools as pure functions from a view and a gesture to a view or an edit.
@NullMarked
package loupe.app.viewer.tool;

import org.jspecify.annotations.NullMarked;
