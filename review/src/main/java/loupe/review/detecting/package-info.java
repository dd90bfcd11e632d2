/// Models run on stored studies; the shelf of models a site has.
@NullMarked
package loupe.review.detecting;

import org.jspecify.annotations.NullMarked;
