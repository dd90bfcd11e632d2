/// The list of studies and how one is named.
@NullMarked
package loupe.review.worklist;

import org.jspecify.annotations.NullMarked;
