/// What findings of models rest on and where their borders are in doubt, asked of the model again.
@NullMarked
package loupe.review.explaining;

import org.jspecify.annotations.NullMarked;
