/// How studies are laid out on the screen: what a study and its series are, rules made by example, and priors to compare with.
@NullMarked
package loupe.review.hanging;

import org.jspecify.annotations.NullMarked;
