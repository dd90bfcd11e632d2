/// What a reader measures: drawn over the images, with its numbers, and in the list beside them.
@NullMarked
package loupe.app.measures;

import org.jspecify.annotations.NullMarked;
