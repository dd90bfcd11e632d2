/// What is kept of double readings, and the store as it looks to each account while one is open.
@NullMarked
package loupe.review.twice.book;

import org.jspecify.annotations.NullMarked;
