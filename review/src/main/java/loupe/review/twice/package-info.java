/// Double reading: two readers read a study, each without the other; what they differ in is settled by a third, and how readers agree
/// is counted.
@NullMarked
package loupe.review.twice;

import org.jspecify.annotations.NullMarked;
