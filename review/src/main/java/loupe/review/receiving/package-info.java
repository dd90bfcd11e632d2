/// What other systems send: kept out of everybody's sight until it went through the door.
@NullMarked
package loupe.review.receiving;

import org.jspecify.annotations.NullMarked;
