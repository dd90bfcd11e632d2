/// Work off the toolkit's thread and the way back to it; what several panes are made of.
@NullMarked
package loupe.app.fx;

import org.jspecify.annotations.NullMarked;
