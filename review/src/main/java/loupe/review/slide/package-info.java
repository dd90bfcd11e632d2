/// Slides of a stored study and what is done with the objects on them.
@NullMarked
package loupe.review.slide;

import org.jspecify.annotations.NullMarked;
