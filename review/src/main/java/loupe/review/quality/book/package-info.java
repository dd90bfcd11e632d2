/// What is kept of second looks: samples, their items and what was done about them, and which studies they hide from whom.
@NullMarked
package loupe.review.quality.book;

import org.jspecify.annotations.NullMarked;
