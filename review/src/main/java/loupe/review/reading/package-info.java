/// The list a reader works from: its lines, what they are filtered by, and how each account has it.
@NullMarked
package loupe.review.reading;

import org.jspecify.annotations.NullMarked;
