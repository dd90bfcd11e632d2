/// Results on their way to nodes, in the window.
@NullMarked
package loupe.app.sending;

import org.jspecify.annotations.NullMarked;
