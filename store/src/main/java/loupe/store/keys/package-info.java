/// The key hierarchy: slots, epoch root, wrapped data keys, and sealing bound to a place.
@NullMarked
package loupe.store.keys;

import org.jspecify.annotations.NullMarked;
