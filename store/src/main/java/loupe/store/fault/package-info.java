/// Why the store refuses: one exception with a closed set of kinds.
@NullMarked
package loupe.store.fault;

import org.jspecify.annotations.NullMarked;
