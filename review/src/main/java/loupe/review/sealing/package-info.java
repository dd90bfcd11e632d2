/// A review signed, so that nothing in it changes any more.
@NullMarked
package loupe.review.sealing;

import org.jspecify.annotations.NullMarked;
