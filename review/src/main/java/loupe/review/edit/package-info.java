/// What a review is made of, the edits that change it and the history that takes them back.
@NullMarked
package loupe.review.edit;

import org.jspecify.annotations.NullMarked;
