/// Commands on the store as a whole: copies, damage, erasure, keys.
@NullMarked
package loupe.app.cli.store;

import org.jspecify.annotations.NullMarked;
