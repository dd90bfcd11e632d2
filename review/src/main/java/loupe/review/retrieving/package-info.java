/// Asking other systems what they hold, and fetching it through the door.
@NullMarked
package loupe.review.retrieving;

import org.jspecify.annotations.NullMarked;
