/// What other programs and readers sent along with a study, read for being shown over its images and for nothing else.
@NullMarked
package loupe.review.came;

import org.jspecify.annotations.NullMarked;
