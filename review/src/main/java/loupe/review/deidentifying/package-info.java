/// De-identifies files to files, without a store, and searches the result for leaks.
@NullMarked
package loupe.review.deidentifying;

import org.jspecify.annotations.NullMarked;
