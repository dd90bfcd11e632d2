/// What data sets a site keeps and what flows it has: who answers for each, what it is for, how long it stays.
@NullMarked
package loupe.review.inventory;

import org.jspecify.annotations.NullMarked;
