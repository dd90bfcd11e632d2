/// The segments of the open study: how each is shown, what of them may change, what waits to be taken.
@NullMarked
package loupe.app.segments;

import org.jspecify.annotations.NullMarked;
