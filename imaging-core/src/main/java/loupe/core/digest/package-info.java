/// Digests by which contents are told apart.
@NullMarked
package loupe.core.digest;

import org.jspecify.annotations.NullMarked;
