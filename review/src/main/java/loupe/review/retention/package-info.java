/// Retention that acts: what is due to go, what is held, and the erasing of what is due.
@NullMarked
package loupe.review.retention;

import org.jspecify.annotations.NullMarked;
