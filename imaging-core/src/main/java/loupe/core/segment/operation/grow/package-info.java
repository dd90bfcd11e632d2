/// Segments grown from seeds by the image's values.
@NullMarked
package loupe.core.segment.operation.grow;

import org.jspecify.annotations.NullMarked;
