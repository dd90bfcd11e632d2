/// The blind first read: what a reader may see before their first opinion, and how that opinion compares with the models'.
@NullMarked
package loupe.review.opinion;

import org.jspecify.annotations.NullMarked;
