/// The systems of the hospital this machine speaks with, in the window.
@NullMarked
package loupe.app.nodes;

import org.jspecify.annotations.NullMarked;
