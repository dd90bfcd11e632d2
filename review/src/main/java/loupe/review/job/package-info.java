/// Runs long work off the caller's thread, with progress and cancel.
@NullMarked
package loupe.review.job;

import org.jspecify.annotations.NullMarked;
