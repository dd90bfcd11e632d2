/// How models do at this site: what runs saw and said, what people made of it, and drift.
@NullMarked
package loupe.review.watching;

import org.jspecify.annotations.NullMarked;
