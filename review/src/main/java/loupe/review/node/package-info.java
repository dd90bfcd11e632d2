/// The systems of the hospital this site speaks with, as they are kept in the store, and the ways to them.
@NullMarked
package loupe.review.node;

import org.jspecify.annotations.NullMarked;
