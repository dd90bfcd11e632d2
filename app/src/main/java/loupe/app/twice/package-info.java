/// What two readers differ in, settled beside the images: both versions as A and B without names, one difference after another.
@NullMarked
package loupe.app.twice;

import org.jspecify.annotations.NullMarked;
