/// The log as people read it: filtered, in words, and written out.
@NullMarked
package loupe.review.trail;

import org.jspecify.annotations.NullMarked;
