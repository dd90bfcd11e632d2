/// The one versioned encoding of each domain type, used by journal, seal and JSON alike.
@NullMarked
package loupe.core.encoding;

import org.jspecify.annotations.NullMarked;
