/// Tests of this package.
@NullMarked
package loupe.inference.slide;

import org.jspecify.annotations.NullMarked;
