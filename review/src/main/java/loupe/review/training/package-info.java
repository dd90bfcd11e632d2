/// Corrected masks as training sets: what leaves, whose consent it rests on, and whether it still holds.
@NullMarked
package loupe.review.training;

import org.jspecify.annotations.NullMarked;
